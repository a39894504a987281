#pragma once

#include <QFile>
#include <QString>

#include <cstdio>

namespace viz {

/// Opens `stream` past the buffer of the C library, which QFile's Unbuffered does not reach.
[[nodiscard]] bool openUnbuffered(QFile& file, std::FILE* stream);

/// Standard output and standard error, unbuffered: what is written is with the reader at once.
class StandardStreams {
public:
    StandardStreams();

    [[nodiscard]] QIODevice& out() { return m_out; }
    [[nodiscard]] QIODevice& err() { return m_err; }
    /// A sentence on standard error, with secrets redacted: it may quote what the person typed.
    void say(const QString& sentence);

private:
    QFile m_out;
    QFile m_err;
};

} // namespace viz
