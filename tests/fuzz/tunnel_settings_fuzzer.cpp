#include "core/tunnel/provider_json.h"
#include "fuzz_input.h"

#include <QJsonDocument>

/// Rows and settings as a person writes them into a file: a mistake is a sentence, never more.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace viz;
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    if (const auto row = providerFromJson(object))
        fuzz::require(isTunnelWord(row->id) && !row->program.isEmpty(), "a row has a name and a program");
    else
        fuzz::require(!row.error().isEmpty(), "a mistake has a sentence");
    (void)settingsFromJson(object);
    return 0;
}
