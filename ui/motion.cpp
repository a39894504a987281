#include "ui/motion.h"

#include <QSettings>
#include <QStandardPaths>

namespace viz {
namespace {

QVariant valueIn(const QString& file, const QString& key) { return QSettings(file, QSettings::IniFormat).value(key); }

bool isOffInGtk(const QString& file) {
    const QVariant value = valueIn(file, QStringLiteral("Settings/gtk-enable-animations"));
    return value.isValid() && !value.toBool();
}

// How much longer an animation takes than usual; 0 is "instant" in Plasma's settings.
bool isOffInKde(const QString& file) {
    const QVariant factor = valueIn(file, QStringLiteral("KDE/AnimationDurationFactor"));
    bool isNumber = false;
    return factor.isValid() && factor.toDouble(&isNumber) <= 0 && isNumber;
}

} // namespace

bool isMotionReduced(const QString& configFolder) {
    return isOffInKde(configFolder + QStringLiteral("/kdeglobals")) ||
           isOffInGtk(configFolder + QStringLiteral("/gtk-4.0/settings.ini")) ||
           isOffInGtk(configFolder + QStringLiteral("/gtk-3.0/settings.ini"));
}

bool isMotionReduced() {
    return isMotionReduced(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
}

} // namespace viz
