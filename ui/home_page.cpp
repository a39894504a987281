#include "ui/home_page.h"

#include "core/call/address_preview.h"
#include "core/settings/settings_store.h"
#include "ui/clear_button.h"
#include "ui/icon_widgets.h"
#include "ui/invite_offer.h"
#include "ui/layout_shortcut.h"
#include "ui/settings/settings_text.h"
#include "ui/sound_panel.h"
#include "ui/status_text.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace viz {
namespace {

// Longer than any invite that core accepts, so that a whole page pasted by mistake is told from an address.
constexpr int kMaxAddressChars = 4 * static_cast<int>(kMaxInviteChars);

} // namespace

HomePage::HomePage(SettingsStore& store, const QString& usualName, QWidget* parent)
    : Page(parent)
    , m_notice(new NoticePanel)
    , m_offer(new InviteOffer)
    , m_usage(new StatusLine)
    , m_host(new IconButton(IconName::Link, tr("Wait for a call"), IconButton::Kind::Primary))
    , m_address(new QLineEdit)
    , m_join(new IconButton(IconName::Phone, tr("Call")))
    , m_understood(new StatusLine)
    , m_name(new QLineEdit)
    , m_sound(new SoundPanel(store)) {
    contents()->addWidget(makeHeader());
    addNotices();
    addCallPart();
    addJoinPart();
    addOwnPart(store, usualName);
    contents()->addStretch(1);
    addPasteKey();
    showPreview();
    showUsage(store.settings());
    connect(&store, &SettingsStore::changed, this, &HomePage::showUsage);
}

void HomePage::setDevices(const QList<DeviceInfo>& devices) { m_sound->setDevices(devices); }

void HomePage::setJoinAddress(const QString& address) { m_address->setText(address); }

QString HomePage::joinAddress() const { return m_address->text(); }

void HomePage::lookAtClipboard() {
    m_offer->leaveOut(joinAddress());
    m_offer->lookAtClipboard();
}

void HomePage::showNotice(const SettingsNotice& notice) { m_notice->show(SettingsText::notice(notice)); }

QWidget* HomePage::firstFocus() { return m_address; }

QWidget* HomePage::makeHeader() {
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    auto* image = new QLabel;
    image->setPixmap(applicationIcon().pixmap(32, 32));
    row->addWidget(image);
    row->addWidget(new WrapLabel(QStringLiteral("Viz"), TextSize::Title), 1);
    auto* settings = new IconButton(IconName::Settings, {}, IconButton::Kind::Quiet);
    settings->setAccessibleName(tr("Settings"));
    settings->setToolTip(tr("Settings"));
    settings->setCompact();
    row->addWidget(settings);
    connect(settings, &QPushButton::clicked, this, &HomePage::settingsRequested);
    return header;
}

void HomePage::addNotices() {
    contents()->addWidget(m_notice);
    contents()->addWidget(m_offer);
    contents()->addWidget(m_usage);
    connect(m_offer, &InviteOffer::taken, this, [this](const QString& invite) {
        setJoinAddress(invite);
        m_join->setFocus(Qt::OtherFocusReason);
    });
}

void HomePage::addCallPart() {
    contents()->addSpacing(kGrid);
    contents()->addWidget(new WrapLabel(tr("Be called"), TextSize::Heading));
    m_host->setLarge();
    contents()->addWidget(m_host);
    contents()->addWidget(
        new WrapLabel(tr("You get an invite to send to one person."), TextSize::Body, Tone::Secondary));
    connect(m_host, &QPushButton::clicked, this, &HomePage::hostRequested);
}

void HomePage::addJoinPart() {
    contents()->addSpacing(2 * kGrid);
    contents()->addWidget(new WrapLabel(tr("Call somebody"), TextSize::Heading));
    m_address->setPlaceholderText(tr("Invite or address"));
    m_address->setAccessibleName(tr("Invite or address of the person to call"));
    m_address->setMaxLength(kMaxAddressChars);
    addClearButton(*m_address, tr("Clear the address"));
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(m_address, 1);
    row->addWidget(m_join);
    contents()->addLayout(row);
    contents()->addWidget(m_understood);
    connect(m_address, &QLineEdit::textChanged, this, &HomePage::showPreview);
    connect(m_address, &QLineEdit::returnPressed, this, &HomePage::join);
    connect(m_join, &QPushButton::clicked, this, &HomePage::join);
}

void HomePage::addOwnPart(SettingsStore& store, const QString& usualName) {
    contents()->addSpacing(2 * kGrid);
    contents()->addWidget(new WrapLabel(tr("You"), TextSize::Heading));
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGrid);
    auto* caption = new QLabel(tr("Name"));
    caption->setTextFormat(Qt::PlainText);
    caption->setBuddy(m_name);
    m_name->setAccessibleName(caption->text());
    m_name->setMaxLength(Settings::kMaxNameChars);
    row->addWidget(caption);
    row->addWidget(m_name, 1);
    contents()->addLayout(row);
    contents()->addWidget(m_sound);
    connectName(store, usualName);
}

// A paste that no field takes goes into the address. In the Russian layout the name's field takes none by itself.
void HomePage::addPasteKey() {
    auto* key =
        new LayoutShortcut(QKeySequence::keyBindings(QKeySequence::Paste), this, Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, this, [this] { m_name->hasFocus() ? m_name->paste() : pasteAddress(); });
}

void HomePage::pasteAddress() {
    m_address->selectAll();
    m_address->paste();
    m_address->setFocus(Qt::OtherFocusReason);
}

void HomePage::connectName(SettingsStore& store, const QString& usualName) {
    m_name->setText(store.settings().hasName ? store.settings().name : usualName);
    connect(m_name, &QLineEdit::textEdited, this, [&store](const QString& name) {
        store.change([&](Settings& settings) {
            settings.hasName = true;
            settings.name = name;
        });
    });
}

// Only what needs to be known before the next call: that the budget is used up.
void HomePage::showUsage(const Settings& settings) {
    const QString sentence = SettingsText::budgetUsedUp(settings, QDate::currentDate());
    m_usage->show(IconName::Alert, Tone::Warning, sentence);
    m_usage->setVisible(!sentence.isEmpty());
}

void HomePage::showPreview() {
    const AddressPreview preview = previewAddress(joinAddress());
    m_join->setEnabled(preview.valid);
    const QString sentence = StatusText::joinPreview(preview);
    if (preview.valid)
        m_understood->show(preview.hasSecret ? IconName::ShieldCheck : IconName::Info, Tone::Good, sentence);
    else if (preview.error == AddressError::Empty)
        m_understood->show(IconName::Info, Tone::Secondary, sentence);
    else
        m_understood->show(IconName::Alert, Tone::Warning, sentence);
}

void HomePage::join() {
    if (m_join->isEnabled())
        Q_EMIT joinRequested();
}

} // namespace viz
