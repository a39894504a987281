#include "ui/icons.h"

#include <QColor>
#include <QPainter>
#include <QPixmap>

namespace viz {
namespace {

QLatin1StringView fileNameOf(IconName name) {
    switch (name) {
    case IconName::Alert:
        return QLatin1StringView("alert");
    case IconName::Back:
        return QLatin1StringView("back");
    case IconName::Check:
        return QLatin1StringView("check");
    case IconName::ChevronDown:
        return QLatin1StringView("chevron-down");
    case IconName::Close:
        return QLatin1StringView("close");
    case IconName::Copy:
        return QLatin1StringView("copy");
    case IconName::Hourglass:
        return QLatin1StringView("hourglass");
    case IconName::Info:
        return QLatin1StringView("info");
    case IconName::Link:
        return QLatin1StringView("link");
    case IconName::Mail:
        return QLatin1StringView("mail");
    case IconName::Message:
        return QLatin1StringView("message");
    case IconName::Microphone:
        return QLatin1StringView("microphone");
    case IconName::MicrophoneOff:
        return QLatin1StringView("microphone-off");
    case IconName::Phone:
        return QLatin1StringView("phone");
    case IconName::PhoneEnd:
        return QLatin1StringView("phone-end");
    case IconName::QrCode:
        return QLatin1StringView("qr-code");
    case IconName::Play:
        return QLatin1StringView("play");
    case IconName::Settings:
        return QLatin1StringView("settings");
    case IconName::ShieldCheck:
        return QLatin1StringView("shield-check");
    case IconName::Speaker:
        return QLatin1StringView("speaker");
    case IconName::SpeakerOff:
        return QLatin1StringView("speaker-off");
    case IconName::Stop:
        return QLatin1StringView("stop");
    case IconName::User:
        return QLatin1StringView("user");
    }
    return {};
}

QPixmap tinted(QPixmap shape, const QColor& color) {
    QPainter painter(&shape);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(shape.rect(), color);
    return shape;
}

} // namespace

QIcon lineIcon(IconName name, const QColor& color) {
    QIcon icon;
    for (const int pixels : {24, 36, 48}) {
        const QPixmap shape(QStringLiteral(":/viz/icons/%1-%2.png").arg(fileNameOf(name)).arg(pixels));
        Q_ASSERT(!shape.isNull());
        icon.addPixmap(tinted(shape, color));
    }
    return icon;
}

QIcon applicationIcon() {
    QIcon icon;
    for (const int pixels : {16, 24, 32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/viz/icons/viz-%1.png").arg(pixels));
    return icon;
}

} // namespace viz
