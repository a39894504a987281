#include "core/tunnel/output_lines.h"

#include <algorithm>

namespace viz {
namespace {

constexpr char kEscape = '\x1b';
constexpr char kBell = '\x07';

bool isBetween(char c, char low, char high) { return c >= low && c <= high; }

/// The index behind a control sequence, whose parameters begin at `at`.
qsizetype skipControlSequence(QByteArrayView line, qsizetype at) {
    while (at < line.size() && isBetween(line[at], 0x20, 0x3f))
        ++at;
    return std::min(at + 1, line.size());
}

/// Behind a string that ends with BEL or ESC \.
qsizetype skipControlString(QByteArrayView line, qsizetype at) {
    while (at < line.size() && line[at] != kBell && line[at] != kEscape)
        ++at;
    const bool isTwoBytes = at + 1 < line.size() && line[at] == kEscape && line[at + 1] == '\\';
    return std::min(at + (isTwoBytes ? 2 : 1), line.size());
}

/// Behind the sequence whose ESC is at `at`.
qsizetype skipEscape(QByteArrayView line, qsizetype at) {
    if (at + 1 >= line.size())
        return line.size();
    const char kind = line[at + 1];
    if (kind == '[')
        return skipControlSequence(line, at + 2);
    if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_')
        return skipControlString(line, at + 2);
    at += 1;
    while (at < line.size() && isBetween(line[at], 0x20, 0x2f))
        ++at;
    return std::min(at + 1, line.size());
}

bool isControl(char c) { return isBetween(c, 0x00, 0x1f) || c == 0x7f; }

} // namespace

QString plainText(QByteArrayView line) {
    QByteArray plain;
    plain.reserve(line.size());
    for (qsizetype at = 0; at < line.size();) {
        if (line[at] == kEscape) {
            at = skipEscape(line, at);
            continue;
        }
        if (line[at] == '\t')
            plain += ' ';
        else if (!isControl(line[at]))
            plain += line[at];
        ++at;
    }
    return QString::fromUtf8(plain);
}

QStringList OutputLines::feed(QByteArrayView bytes) {
    QStringList lines;
    const auto isEnd = [](char c) { return c == '\n' || c == '\r'; };
    auto begin = bytes.begin();
    for (auto end = std::find_if(begin, bytes.end(), isEnd); end != bytes.end();
         begin = end + 1, end = std::find_if(begin, bytes.end(), isEnd)) {
        keep({begin, end});
        endLine(lines);
    }
    keep({begin, bytes.end()});
    return lines;
}

QStringList OutputLines::finish() {
    QStringList lines;
    endLine(lines);
    return lines;
}

void OutputLines::keep(QByteArrayView part) {
    m_tooLong = m_tooLong || m_partial.size() + part.size() > kMaxLineBytes;
    if (m_tooLong)
        m_partial.clear();
    else
        m_partial.append(part);
}

void OutputLines::endLine(QStringList& lines) {
    if (const QString line = plainText(m_partial); !line.trimmed().isEmpty())
        lines += line;
    m_partial.clear();
    m_tooLong = false;
}

} // namespace viz
