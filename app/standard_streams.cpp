#include "app/standard_streams.h"

#include "app/redaction.h"

namespace viz {

bool openUnbuffered(QFile& file, std::FILE* stream) {
    return file.open(fileno(stream), QIODevice::WriteOnly | QIODevice::Unbuffered);
}

StandardStreams::StandardStreams() {
    (void)openUnbuffered(m_out, stdout);
    (void)openUnbuffered(m_err, stderr);
}

void StandardStreams::say(const QString& sentence) { m_err.write(redactSecrets(sentence).toUtf8() + '\n'); }

} // namespace viz
