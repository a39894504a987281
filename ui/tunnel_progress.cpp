#include "ui/tunnel_progress.h"

#include "ui/copy_field.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace viz {
namespace {

constexpr std::chrono::seconds kRefresh{1};

QString sentenceOf(TunnelLife::State state, const QString& name) {
    switch (state) {
    case TunnelLife::State::Starting:
        return TunnelProgress::tr("%1 starts and gets an address for you. This takes a few seconds.").arg(name);
    case TunnelLife::State::Connecting:
        return TunnelProgress::tr("%1 has an address for you and is connecting.").arg(name);
    case TunnelLife::State::Up:
        return TunnelProgress::tr("The tunnel through %1 is open, until you leave this page or the call ends.")
            .arg(name);
    case TunnelLife::State::Ending:
        return TunnelProgress::tr("The tunnel through %1 is started anew.").arg(name);
    case TunnelLife::State::Waiting:
        return TunnelProgress::tr("The tunnel through %1 broke off. Viz starts it again in a moment.").arg(name);
    case TunnelLife::State::Idle:
    case TunnelLife::State::Failed: // has a sentence of its own
        break;
    }
    return {};
}

QStringList shortened(const QStringList& lines) {
    QStringList shown;
    for (const QString& line : lines.last(std::min(lines.size(), TunnelProgress::kLines)))
        shown += line.size() > TunnelProgress::kLineChars ? line.left(TunnelProgress::kLineChars) + u'…' : line;
    return shown;
}

} // namespace

TunnelProgress::TunnelProgress(QWidget* parent)
    : QWidget(parent)
    , m_state(new StatusLine)
    , m_stop(new IconButton(IconName::Close, {}))
    , m_details(new IconButton(IconName::ChevronDown, tr("Details"), IconButton::Kind::Quiet))
    , m_lines(new CopyField(tr("What the program says"), tr("Copy what the program says")))
    , m_refresh(new QTimer(this)) {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    m_state->setContentsMargins(0, kGrid, 0, 0); // its first line stands beside the button's text
    row->addWidget(m_state, 1);
    row->addWidget(m_stop, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addLayout(row);
    column->addWidget(m_details, 0, Qt::AlignLeft);
    column->addWidget(m_lines);
    m_details->setCheckable(true);
    m_refresh->setInterval(kRefresh);
    connect(m_stop, &QPushButton::clicked, this, &TunnelProgress::stopRequested);
    connect(m_details, &QPushButton::toggled, this, &TunnelProgress::setExpanded);
    connect(m_refresh, &QTimer::timeout, this, &TunnelProgress::linesWanted);
    connect(m_lines, &CopyField::copyRequested, this,
            [](const QString& text) { QGuiApplication::clipboard()->setText(text); });
    setExpanded(false);
}

void TunnelProgress::showState(TunnelLife::State state, const QString& name) {
    const bool isUp = state == TunnelLife::State::Up;
    const bool isLost = state == TunnelLife::State::Waiting;
    m_state->show(isUp ? IconName::Check : (isLost ? IconName::Alert : IconName::Hourglass),
                  isUp ? Tone::Good : (isLost ? Tone::Warning : Tone::Secondary), sentenceOf(state, name));
    m_stop->setText(isUp ? tr("Stop") : tr("Cancel"));
    m_stop->show();
}

void TunnelProgress::showFault(const QString& sentence) {
    m_state->show(IconName::Alert, Tone::Warning, sentence);
    m_stop->hide();
}

void TunnelProgress::setLines(const QStringList& lines) {
    const QString text = shortened(lines).join(u'\n');
    const QString shown = text.isEmpty() ? tr("The program has said nothing yet.") : text;
    if (m_lines->text() != shown)
        m_lines->setText(shown);
}

void TunnelProgress::collapse() { m_details->setChecked(false); }

void TunnelProgress::setExpanded(bool expanded) {
    m_lines->setVisible(expanded);
    m_details->setAccessibleDescription(expanded ? tr("Hides what the program says.")
                                                 : tr("Shows what the program says."));
    expanded ? m_refresh->start() : m_refresh->stop();
    if (expanded)
        Q_EMIT linesWanted();
}

} // namespace viz
