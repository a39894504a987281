#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>

namespace viz {

inline constexpr int kMinToneHz = 20;
inline constexpr int kMaxToneHz = 20000;

/// What --input and the settings say: where sound comes from.
struct AudioInputSpec {
    enum class Kind : std::uint8_t { Default, Device, File, FileLoop, Tone, Silence, Speech };
    Kind kind = Kind::Default;
    QByteArray deviceId; ///< Device
    QString path;        ///< File, FileLoop
    int toneHz = 0;      ///< Tone: kMinToneHz..kMaxToneHz

    /// One of the system's, which comes and goes.
    [[nodiscard]] bool isDevice() const { return kind == Kind::Default || kind == Kind::Device; }
};

/// What --output and the settings say: where sound goes.
struct AudioOutputSpec {
    enum class Kind : std::uint8_t { Default, Device, File, Null };
    Kind kind = Kind::Default;
    QByteArray deviceId;
    QString path;

    /// One of the system's, which comes and goes.
    [[nodiscard]] bool isDevice() const { return kind == Kind::Default || kind == Kind::Device; }
};

/// `default`, a device id, `file:PATH`, `file-loop:PATH`, `tone:HZ`, `silence`, `speech` (made-up syllables: viz demo).
/// nullopt if it is none of these (an empty text, a path or frequency that is missing or out of range).
[[nodiscard]] std::optional<AudioInputSpec> parseAudioInput(const QString& text);
/// `default`, a device id, `file:PATH`, `null`.
[[nodiscard]] std::optional<AudioOutputSpec> parseAudioOutput(const QString& text);

} // namespace viz
