#include "ui/tunnel_step.h"

#include "core/tunnel/tunnel_words.h"
#include "ui/consent_panel.h"
#include "ui/copy_field.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"
#include "ui/tunnel_picker.h"
#include "ui/tunnel_progress.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace viz {

TunnelStep::TunnelStep(QWidget* parent)
    : QWidget(parent)
    , m_complaint(new StatusLine)
    , m_picker(new TunnelPicker)
    , m_limits(new WrapLabel({}, TextSize::Body, Tone::Secondary))
    , m_obstacle(new StatusLine)
    , m_start(new IconButton(IconName::Link, tr("Start it for me"), IconButton::Kind::Primary))
    , m_consent(new ConsentPanel)
    , m_progress(new TunnelProgress)
    , m_byHand(new IconButton(IconName::ChevronDown, tr("Do it by hand"), IconButton::Kind::Quiet))
    , m_runThis(new WrapLabel(tr("Run this in a terminal and leave it running:"), TextSize::Body, Tone::Secondary))
    , m_command(new CopyField(tr("Command"), tr("Copy the command"))) {
    m_byHand->setCheckable(true);
    addParts();
    connectParts();
    setComplaint({});
    enter(Phase::Choosing);
}

void TunnelStep::setChoices(const QList<TunnelChoice>& choices, bool isReady) {
    m_isReady = isReady;
    m_picker->setChoices(choices);
    showChosen();
}

void TunnelStep::setComplaint(const QString& sentence) {
    m_complaint->show(IconName::Alert, Tone::Warning, sentence);
    m_complaint->setVisible(!sentence.isEmpty());
}

void TunnelStep::showChoices() { enter(Phase::Choosing); }

void TunnelStep::askConsent() {
    if (const TunnelChoice* choice = m_picker->chosen())
        m_consent->setProvider(choice->provider);
    enter(Phase::Asking);
    m_consent->firstFocus()->setFocus(Qt::OtherFocusReason); // a key pressed twice must not agree
}

void TunnelStep::showState(TunnelLife::State state, const QString& name) {
    m_progress->showState(state, name);
    enter(Phase::Running);
}

void TunnelStep::showFault(const QString& sentence) {
    m_progress->showFault(sentence);
    enter(Phase::Failed);
}

void TunnelStep::setLines(const QStringList& lines) { m_progress->setLines(lines); }

QWidget* TunnelStep::firstFocus() const { return m_picker->isHidden() ? nullptr : m_picker->chosenButton(); }

void TunnelStep::addParts() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_complaint, m_progress, m_picker, m_limits, m_obstacle, m_start, m_consent})
        column->addWidget(part);
    column->addWidget(m_byHand, 0, Qt::AlignLeft);
    column->addWidget(m_runThis);
    column->addWidget(m_command);
}

void TunnelStep::connectParts() {
    connect(m_picker, &TunnelPicker::chosenChanged, this, &TunnelStep::showChosen);
    connect(m_start, &QPushButton::clicked, this, &TunnelStep::requestStart);
    connect(m_consent, &ConsentPanel::agreed, this, [this] {
        if (const TunnelChoice* choice = m_picker->chosen())
            Q_EMIT consentGiven(choice->provider.id);
    });
    connect(m_consent, &ConsentPanel::refused, this, &TunnelStep::showChoices);
    connect(m_progress, &TunnelProgress::stopRequested, this, &TunnelStep::stopRequested);
    connect(m_progress, &TunnelProgress::linesWanted, this, &TunnelStep::linesWanted);
    connect(m_byHand, &QPushButton::toggled, this, &TunnelStep::showCommand);
    connect(m_command, &CopyField::copyRequested, this, &TunnelStep::copyCommand);
}

void TunnelStep::enter(Phase phase) {
    m_phase = phase;
    const bool isChoosing = phase == Phase::Choosing || phase == Phase::Failed;
    const bool hasProgress = phase == Phase::Running || phase == Phase::Failed;
    m_progress->setVisible(hasProgress);
    if (!hasProgress)
        m_progress->collapse();
    m_picker->setVisible(phase != Phase::Running);
    m_consent->setVisible(phase == Phase::Asking);
    for (QWidget* part : std::initializer_list<QWidget*>{m_limits, m_obstacle, m_start, m_byHand, m_runThis, m_command})
        part->hide();
    if (isChoosing)
        showChosen();
}

/// Another choice takes the question about the one before away.
void TunnelStep::showChosen() {
    const TunnelChoice* choice = m_picker->chosen();
    if (choice == nullptr || m_phase == Phase::Running)
        return;
    if (m_phase == Phase::Asking) {
        enter(Phase::Choosing);
        return;
    }
    const bool canStart = choice->canStart();
    m_limits->setText(TunnelWords::limitsOf(choice->provider));
    m_limits->setVisible(!choice->provider.limits.isEmpty());
    m_obstacle->show(IconName::Info, Tone::Secondary, obstacle(*choice));
    m_obstacle->setVisible(!canStart);
    m_start->setVisible(canStart);
    m_start->setEnabled(m_isReady);
    m_byHand->setVisible(canStart);
    m_command->setText(m_isReady ? choice->command : QString());
    showCommand();
}

/// At once only where there is no other way.
void TunnelStep::showCommand() {
    const bool isShown = m_byHand->isHidden() || m_byHand->isChecked();
    m_runThis->setVisible(isShown);
    m_command->setVisible(isShown);
    m_byHand->setAccessibleDescription(isShown ? tr("Hides the command for a terminal.")
                                               : tr("Shows the command for a terminal."));
}

void TunnelStep::requestStart() {
    if (const TunnelChoice* choice = m_picker->chosen())
        Q_EMIT startRequested(choice->provider.id);
}

void TunnelStep::copyCommand(const QString& command) {
    QGuiApplication::clipboard()->setText(command);
    Q_EMIT commandCopied();
}

QString TunnelStep::obstacle(const TunnelChoice& choice) const {
    if (choice.canStart())
        return {};
    return TunnelWords::ofFault(choice.path.isEmpty() ? TunnelFault::NotInstalled : TunnelFault::NeedsSettings,
                                choice.provider, choice.missingSetting);
}

} // namespace viz
