#pragma once

#include <QIcon>
#include <QLatin1StringView>

namespace viz {

/// The line icons of resources/icons/line, by file name.
enum class IconName {
    Alert,
    Back,
    Check,
    ChevronDown,
    Close,
    Copy,
    Hourglass,
    Info,
    Link,
    Mail,
    Message,
    Microphone,
    MicrophoneOff,
    Phone,
    PhoneEnd,
    Play,
    QrCode,
    Settings,
    ShieldCheck,
    Speaker,
    SpeakerOff,
    Stop,
    User,
};

inline constexpr int kIconSize = 24; ///< logical pixels

/// In one colour; the sizes that displays of 100 %, 150 % and 200 % need.
[[nodiscard]] QIcon lineIcon(IconName name, const QColor& color);
[[nodiscard]] QIcon applicationIcon();

} // namespace viz
