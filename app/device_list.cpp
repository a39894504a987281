#include "app/device_list.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace viz {
namespace {

QString directionOf(const DeviceInfo& device) {
    return device.direction == DeviceInfo::Direction::Input ? u"input"_qs : u"output"_qs;
}

QByteArray textLine(const DeviceInfo& device) {
    const QString isDefault = device.isDefault ? u"default"_qs : u"-"_qs;
    return QStringList{directionOf(device), isDefault, QString::fromUtf8(device.id), device.name.simplified()}
        .join(u'\t')
        .toUtf8();
}

QByteArray jsonLine(const DeviceInfo& device) {
    const QJsonObject object{{u"direction"_qs, directionOf(device)},
                             {u"id"_qs, QString::fromUtf8(device.id)},
                             {u"name"_qs, device.name},
                             {u"default"_qs, device.isDefault}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray deviceLines(const QList<DeviceInfo>& devices, LineFormat format) {
    QByteArray lines;
    for (const DeviceInfo& device : devices)
        lines += (format == LineFormat::Json ? jsonLine(device) : textLine(device)) + '\n';
    return lines;
}

} // namespace viz
