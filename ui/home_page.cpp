#include "ui/home_page.h"

#include "core/call/address_preview.h"
#include "ui/device_chooser.h"
#include "ui/icon_widgets.h"
#include "ui/status_text.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace viz {
namespace {

// Longer than any invite that core accepts, so that a whole page pasted by mistake is told from an address.
constexpr int kMaxAddressChars = 4 * static_cast<int>(kMaxInviteChars);
constexpr int kMaxNameChars = 47; // 47 bytes of UTF-8 go out; core cuts names in wider scripts

QWidget* makeHeader() {
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    auto* image = new QLabel;
    image->setPixmap(applicationIcon().pixmap(32, 32));
    row->addWidget(image);
    row->addWidget(new WrapLabel(QStringLiteral("Viz"), TextSize::Title), 1);
    return header;
}

void addRow(QGridLayout* grid, const QString& caption, QWidget* field) {
    auto* label = new QLabel(caption);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(field);
    field->setAccessibleName(caption);
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(field, row, 1);
}

AudioInputSpec withDevice(const AudioInputSpec& given, const QByteArray& id) {
    if (id.isEmpty())
        return given.kind == AudioInputSpec::Kind::Device ? AudioInputSpec{} : given;
    return {.kind = AudioInputSpec::Kind::Device, .deviceId = id, .path = {}, .toneHz = 0};
}

AudioOutputSpec withDevice(const AudioOutputSpec& given, const QByteArray& id) {
    if (id.isEmpty())
        return given.kind == AudioOutputSpec::Kind::Device ? AudioOutputSpec{} : given;
    return {.kind = AudioOutputSpec::Kind::Device, .deviceId = id, .path = {}};
}

} // namespace

HomePage::HomePage(const VoiceOptions& voice, QWidget* parent)
    : Page(parent)
    , m_voice(voice)
    , m_host(new IconButton(IconName::Link, tr("Wait for a call"), IconButton::Kind::Primary))
    , m_address(new QLineEdit)
    , m_join(new IconButton(IconName::Phone, tr("Call")))
    , m_understood(new StatusLine)
    , m_name(new QLineEdit(voice.name))
    , m_input(new DeviceChooser(DeviceInfo::Direction::Input))
    , m_output(new DeviceChooser(DeviceInfo::Direction::Output)) {
    contents()->addWidget(makeHeader());
    addCallPart();
    addJoinPart();
    addSoundPart();
    contents()->addStretch(1);
    showPreview();
}

void HomePage::setDevices(const QList<DeviceInfo>& devices) {
    m_input->setDevices(devices);
    m_output->setDevices(devices);
}

void HomePage::setJoinAddress(const QString& address) { m_address->setText(address); }

QString HomePage::joinAddress() const { return m_address->text(); }

VoiceOptions HomePage::voice() const {
    VoiceOptions voice = m_voice;
    voice.name = m_name->text().trimmed();
    voice.input = withDevice(m_voice.input, m_input->chosenId());
    voice.output = withDevice(m_voice.output, m_output->chosenId());
    return voice;
}

QWidget* HomePage::firstFocus() { return m_address; }

void HomePage::addCallPart() {
    contents()->addSpacing(2 * kGrid);
    contents()->addWidget(new WrapLabel(tr("Be called"), TextSize::Heading));
    m_host->setLarge();
    contents()->addWidget(m_host);
    contents()->addWidget(
        new WrapLabel(tr("You get an invite to send to one person."), TextSize::Body, Tone::Secondary));
    connect(m_host, &QPushButton::clicked, this, &HomePage::hostRequested);
}

void HomePage::addJoinPart() {
    contents()->addSpacing(3 * kGrid);
    contents()->addWidget(new WrapLabel(tr("Call somebody"), TextSize::Heading));
    m_address->setPlaceholderText(tr("Invite or address"));
    m_address->setAccessibleName(tr("Invite or address of the person to call"));
    m_address->setMaxLength(kMaxAddressChars);
    m_address->setClearButtonEnabled(true);
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

void HomePage::addSoundPart() {
    contents()->addSpacing(3 * kGrid);
    contents()->addWidget(new WrapLabel(tr("You"), TextSize::Heading));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(kGrid);
    grid->setColumnStretch(1, 1);
    m_name->setMaxLength(kMaxNameChars);
    addRow(grid, tr("Name"), m_name);
    addRow(grid, tr("Microphone"), m_input);
    addRow(grid, tr("Sound"), m_output);
    contents()->addLayout(grid);
    m_input->setChosenId(m_voice.input.deviceId);
    m_output->setChosenId(m_voice.output.deviceId);
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
