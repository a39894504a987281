#pragma once

#include "core/device/device_catalog.h"
#include "core/settings/settings_file.h"
#include "ui/page.h"

class QLineEdit;

namespace viz {

class IconButton;
class InviteOffer;
class NoticePanel;
class SettingsStore;
class SoundPanel;
class StatusLine;

/// The first page: wait for a call, or call somebody; the name that the other side sees; the sound devices. What is
/// chosen here goes into the settings at once.
class HomePage : public Page {
    Q_OBJECT

public:
    /// `usualName`: shown until the person chooses one. `store` outlives the page.
    HomePage(SettingsStore& store, const QString& usualName, QWidget* parent = nullptr);

    void setDevices(const QList<DeviceInfo>& devices);
    void setJoinAddress(const QString& address);
    /// May hold a secret: do not keep or log it.
    [[nodiscard]] QString joinAddress() const;
    /// The window came to the front with this page: an invite on the clipboard is offered.
    void lookAtClipboard();
    /// What was wrong with the settings' file.
    void showNotice(const SettingsNotice& notice);

    /// For SoundTrial, which acts for it.
    [[nodiscard]] SoundPanel& soundPanel() { return *m_sound; }
    [[nodiscard]] InviteOffer& inviteOffer() { return *m_offer; }

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void hostRequested();
    /// Only while joinAddress() can be understood.
    void joinRequested();
    void settingsRequested();

private:
    [[nodiscard]] QWidget* makeHeader();
    void addNotices();
    void addCallPart();
    void addJoinPart();
    void addOwnPart(SettingsStore& store, const QString& usualName);
    void addPasteKey();
    void pasteAddress();
    void connectName(SettingsStore& store, const QString& usualName);
    void showUsage(const Settings& settings);
    void showPreview();
    void join();

    NoticePanel* m_notice;
    InviteOffer* m_offer;
    StatusLine* m_usage;
    IconButton* m_host;
    QLineEdit* m_address;
    IconButton* m_join;
    StatusLine* m_understood;
    QLineEdit* m_name;
    SoundPanel* m_sound;
};

} // namespace viz
