#include "ui/device_chooser.h"

#include <QSignalBlocker>
#include <QStyleOptionComboBox>
#include <QStylePainter>

#include <algorithm>

namespace viz {
namespace {

constexpr int kTextMargin = 4; // what styles leave free around the label

} // namespace

DeviceChooser::DeviceChooser(DeviceInfo::Direction direction, QWidget* parent)
    : QComboBox(parent), m_direction(direction) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    setDevices({});
    connect(this, &QComboBox::activated, this, [this] { m_wantedId = chosenId(); });
}

void DeviceChooser::setDevices(const QList<DeviceInfo>& devices) {
    QList<DeviceInfo> ours;
    std::copy_if(devices.begin(), devices.end(), std::back_inserter(ours),
                 [this](const DeviceInfo& device) { return device.direction == m_direction; });
    const QSignalBlocker quiet(this);
    clear();
    fill(ours);
    setEnabled(!ours.isEmpty());
    setChosenId(m_wantedId);
}

void DeviceChooser::setChosenId(const QByteArray& id) {
    m_wantedId = id;
    setCurrentIndex(std::max(0, findData(id)));
}

void DeviceChooser::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, room.width() - kTextMargin);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void DeviceChooser::fill(const QList<DeviceInfo>& devices) {
    addItem(defaultText(devices), QByteArray());
    for (const DeviceInfo& device : devices)
        addItem(device.name, device.id);
}

QString DeviceChooser::defaultText(const QList<DeviceInfo>& devices) const {
    if (devices.isEmpty())
        return m_direction == DeviceInfo::Direction::Input ? tr("No microphone found") : tr("No loudspeaker found");
    const auto usual = std::find_if(devices.begin(), devices.end(), [](const DeviceInfo& d) { return d.isDefault; });
    return usual == devices.end() ? tr("System default") : tr("System default (%1)").arg(usual->name);
}

} // namespace viz
