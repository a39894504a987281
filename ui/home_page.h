#pragma once

#include "core/call/call_options.h"
#include "core/device/device_catalog.h"
#include "ui/page.h"

class QLineEdit;

namespace viz {

class DeviceChooser;
class IconButton;
class StatusLine;

/// The first page: wait for a call, or call somebody; the name that the other side sees; the sound devices.
class HomePage : public Page {
    Q_OBJECT

public:
    explicit HomePage(const VoiceOptions& voice, QWidget* parent = nullptr);

    void setDevices(const QList<DeviceInfo>& devices);
    void setJoinAddress(const QString& address);
    /// May hold a secret: do not keep or log it.
    [[nodiscard]] QString joinAddress() const;
    /// What the caller of the constructor gave, with the name and the devices chosen here.
    [[nodiscard]] VoiceOptions voice() const;

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void hostRequested();
    /// Only while joinAddress() can be understood.
    void joinRequested();

private:
    void addCallPart();
    void addJoinPart();
    void addSoundPart();
    void showPreview();
    void join();

    VoiceOptions m_voice;
    IconButton* m_host;
    QLineEdit* m_address;
    IconButton* m_join;
    StatusLine* m_understood;
    QLineEdit* m_name;
    DeviceChooser* m_input;
    DeviceChooser* m_output;
};

} // namespace viz
