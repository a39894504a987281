#include "ui/sound_panel.h"

#include "core/call/device_end_reason.h"
#include "core/settings/settings_store.h"
#include "ui/device_chooser.h"
#include "ui/icon_widgets.h"
#include "ui/level_bar.h"
#include "ui/page.h"
#include "ui/status_text.h"

#include <QGridLayout>

namespace viz {
namespace {

QString stepSentence(SoundCheck::Step step) {
    switch (step) {
    case SoundCheck::Step::Off:
        break;
    case SoundCheck::Step::Listening:
        return SoundPanel::tr("The microphone is on: the bar moves when you speak.");
    case SoundCheck::Step::Recording:
        return SoundPanel::tr("Say something. In three seconds you will hear yourself.");
    case SoundCheck::Step::Playing:
        return SoundPanel::tr("This is how you sound.");
    }
    return {};
}

QLabel* captionOf(QWidget* field, const QString& caption) {
    auto* label = new QLabel(caption);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(field);
    field->setAccessibleName(caption);
    return label;
}

} // namespace

SoundPanel::SoundPanel(SettingsStore& store, QWidget* parent)
    : QWidget(parent)
    , m_input(new DeviceChooser(DeviceInfo::Direction::Input))
    , m_inputLevel(new LevelBar(tr("Your level")))
    , m_check(new IconButton(IconName::Microphone, tr("Check")))
    , m_output(new DeviceChooser(DeviceInfo::Direction::Output))
    , m_outputLevel(new LevelBar(tr("Level of the loudspeaker")))
    , m_play(new IconButton(IconName::Play, tr("Play")))
    , m_state(new StatusLine) {
    m_check->setToolTip(tr("Hear how you sound"));
    m_play->setToolTip(tr("Hear a tone"));
    addRows();
    connectStore(store);
    showStep(SoundCheck::Step::Off);
    connect(m_check, &QPushButton::clicked, this, [this] { Q_EMIT checkRequested(!m_checking); });
    connect(m_play, &QPushButton::clicked, this, [this] {
        m_state->hide();
        Q_EMIT toneRequested();
    });
}

void SoundPanel::setDevices(const QList<DeviceInfo>& devices) {
    m_input->setDevices(devices);
    m_output->setDevices(devices);
    m_check->setEnabled(m_input->isEnabled());
    m_play->setEnabled(m_output->isEnabled());
}

void SoundPanel::setTriable(bool triable) {
    for (QWidget* part : std::initializer_list<QWidget*>{m_check, m_inputLevel, m_play, m_outputLevel})
        part->setVisible(triable);
    showStep(SoundCheck::Step::Off);
}

void SoundPanel::showStep(SoundCheck::Step step) {
    m_checking = step != SoundCheck::Step::Off;
    m_check->setIconName(m_checking ? IconName::Stop : IconName::Microphone);
    m_check->setText(m_checking ? tr("Stop") : tr("Check"));
    m_state->show(IconName::Microphone, Tone::Secondary, stepSentence(step));
    m_state->setVisible(m_checking);
}

void SoundPanel::showLevels(float inputDbfs, float outputDbfs) {
    m_inputLevel->setLevelDbfs(inputDbfs);
    m_outputLevel->setLevelDbfs(outputDbfs);
}

void SoundPanel::showSilent() {
    m_state->show(IconName::Alert, Tone::Warning,
                  tr("Your microphone is silent. Check that it is switched on, that it is the right one, and that your "
                     "system lets Viz use it."));
    m_state->setVisible(true);
}

void SoundPanel::showFailure(DeviceError error, bool input) {
    const EndReason reason = endReasonOf(error, input);
    m_state->show(IconName::Alert, Tone::Warning,
                  StatusText::endTitle({.reason = reason, .detail = {}}) + QLatin1Char(' ') +
                      StatusText::endAdvice(reason));
    m_state->setVisible(true);
}

void SoundPanel::addRows() {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGrid);
    grid->setVerticalSpacing(kGrid / 2);
    grid->setColumnStretch(0, 1);
    grid->addWidget(captionOf(m_input, tr("Microphone")), 0, 0, 1, 2);
    grid->addWidget(m_input, 1, 0);
    grid->addWidget(m_check, 1, 1);
    grid->addWidget(m_inputLevel, 2, 0, 1, 2);
    grid->addWidget(m_state, 3, 0, 1, 2);
    grid->addWidget(captionOf(m_output, tr("Loudspeaker")), 4, 0, 1, 2);
    grid->addWidget(m_output, 5, 0);
    grid->addWidget(m_play, 5, 1);
    grid->addWidget(m_outputLevel, 6, 0, 1, 2);
}

void SoundPanel::connectStore(SettingsStore& store) {
    const auto showChoice = [this](const Settings& settings) {
        m_input->setChosenId(settings.sound.inputId);
        m_output->setChosenId(settings.sound.outputId);
    };
    showChoice(store.settings());
    connect(&store, &SettingsStore::changed, this, showChoice);
    connect(m_input, &QComboBox::activated, this, [this, &store] {
        store.change([&](Settings& settings) { settings.sound.inputId = m_input->chosenId(); });
    });
    connect(m_output, &QComboBox::activated, this, [this, &store] {
        store.change([&](Settings& settings) { settings.sound.outputId = m_output->chosenId(); });
    });
}

} // namespace viz
