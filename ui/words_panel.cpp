#include "ui/words_panel.h"

#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QStyle>
#include <QVBoxLayout>

namespace viz {
namespace {

bool speaksRussian() { return QLocale().language() == QLocale::Russian; }

/// Before they are compared the words stand below, large; afterwards they are only there to look up.
QString requestText(Verification verification, const QString& words) {
    switch (verification) {
    case Verification::Unverified:
        return WordsPanel::tr("Read these words to each other. If they differ, somebody is listening in.");
    case Verification::ByInvite:
        return WordsPanel::tr("To be quite sure, you can compare these words:\n%1").arg(words);
    case Verification::ByWords:
        break;
    }
    return WordsPanel::tr("You compared these words:\n%1").arg(words);
}

} // namespace

WordsPanel::WordsPanel(QWidget* parent)
    : QFrame(parent), m_request(new StatusLine), m_words(new WrapLabel({}, TextSize::Title)), m_buttons(new QWidget) {
    auto* column = new QVBoxLayout(this);
    column->setSpacing(kGrid);
    column->addWidget(m_request);
    column->addWidget(m_words);
    column->addWidget(m_buttons);
    addButtons(m_buttons);
}

void WordsPanel::setPeer(const PeerInfo& peer) {
    const bool open = peer.verification == Verification::Unverified;
    const QString words = safetyWordsText(peer, speaksRussian()).join(QStringLiteral("  "));
    m_request->show(open ? IconName::Alert : IconName::Info, open ? Tone::Notice : Tone::Secondary,
                    requestText(peer.verification, words));
    m_words->setText(words);
    m_words->setTone(Tone::Notice);
    m_words->setVisible(open);
    m_buttons->setVisible(open);
    setFramed(open);
}

void WordsPanel::setFramed(bool framed) {
    const int margin = framed ? 2 * kGrid : 0;
    layout()->setContentsMargins(margin, margin, margin, margin);
    setProperty("panel", framed ? QStringLiteral("notice") : QString());
    style()->unpolish(this); // a style sheet looks at properties only when it polishes
    style()->polish(this);
}

void WordsPanel::addButtons(QWidget* parent) {
    auto* row = new QHBoxLayout(parent);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    auto* match = new IconButton(IconName::Check, tr("They match"));
    auto* differ = new IconButton(IconName::Close, tr("They do not match"));
    row->addWidget(match, 1);
    row->addWidget(differ, 1);
    connect(match, &QPushButton::clicked, this, [this] { Q_EMIT wordsCompared(true); });
    connect(differ, &QPushButton::clicked, this, [this] { Q_EMIT wordsCompared(false); });
}

} // namespace viz
