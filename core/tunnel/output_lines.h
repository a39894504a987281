#pragma once

#include <QByteArray>
#include <QStringList>

namespace viz {

/// Cuts what a program prints into lines of plain text, however the bytes arrive. A carriage return ends a line, too:
/// progress is drawn over it.
class OutputLines {
public:
    /// A longer line is dropped whole, and no more than this is ever kept.
    static constexpr qsizetype kMaxLineBytes = 64 * qsizetype{1024};

    /// The lines that `bytes` completes, without empty ones.
    [[nodiscard]] QStringList feed(QByteArrayView bytes);
    /// The program has ended: what it left without a line end.
    [[nodiscard]] QStringList finish();

private:
    void keep(QByteArrayView part);
    void endLine(QStringList& lines);

    QByteArray m_partial;
    bool m_tooLong = false;
};

/// `line` without escape sequences (ECMA-48: colours, titles, hyperlinks) and other control characters; broken UTF-8
/// becomes U+FFFD.
[[nodiscard]] QString plainText(QByteArrayView line);

} // namespace viz
