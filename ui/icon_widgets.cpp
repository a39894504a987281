#include "ui/icon_widgets.h"

#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace viz {
namespace {

QString kindText(IconButton::Kind kind) {
    switch (kind) {
    case IconButton::Kind::Plain:
        return QStringLiteral("plain");
    case IconButton::Kind::Primary:
        return QStringLiteral("primary");
    case IconButton::Kind::Danger:
        return QStringLiteral("danger");
    case IconButton::Kind::Quiet:
        return QStringLiteral("quiet");
    }
    return {};
}

QColor kindColor(IconButton::Kind kind) {
    const Colors& colors = currentColors();
    switch (kind) {
    case IconButton::Kind::Primary:
        return colors.onAccent;
    case IconButton::Kind::Danger:
        return colors.onDanger;
    case IconButton::Kind::Plain:
    case IconButton::Kind::Quiet:
        break;
    }
    return colors.text;
}

QIcon upsideDown(const QIcon& icon) {
    QIcon turned;
    for (const QSize& size : icon.availableSizes())
        turned.addPixmap(icon.pixmap(size).transformed(QTransform::fromScale(1, -1)));
    return turned;
}

bool changesColors(const QEvent& event) {
    return event.type() == QEvent::PaletteChange || event.type() == QEvent::StyleChange;
}

} // namespace

IconButton::IconButton(IconName icon, const QString& text, Kind kind, QWidget* parent)
    : QPushButton(text, parent), m_icon(icon), m_kind(kind) {
    setProperty("kind", kindText(kind));
    setAutoDefault(false);
    connect(this, &QAbstractButton::toggled, this, &IconButton::tint);
    tint();
}

void IconButton::setIconName(IconName icon) {
    m_icon = icon;
    tint();
}

void IconButton::setLarge() {
    setProperty("large", true);
    setMinimumHeight(56);
}

void IconButton::setCompact() {
    setProperty("compact", true);
    setFixedSize(32, 32);
}

void IconButton::changeEvent(QEvent* event) {
    QPushButton::changeEvent(event);
    if (changesColors(*event))
        tint();
}

void IconButton::tint() {
    const QIcon icon = lineIcon(m_icon, kindColor(m_kind));
    const bool isOpen = m_icon == IconName::ChevronDown && isChecked(); // what it opened can be closed again
    setIcon(isOpen ? upsideDown(icon) : icon);
    setIconSize({kIconSize, kIconSize});
}

IconLabel::IconLabel(IconName icon, Tone tone, QWidget* parent)
    : QWidget(parent), m_image(lineIcon(icon, toneColor(tone))), m_icon(icon), m_tone(tone) {
    setFixedSize(kIconSize, kIconSize);
}

void IconLabel::setIcon(IconName icon, Tone tone) {
    m_icon = icon;
    m_tone = tone;
    m_image = lineIcon(icon, toneColor(tone));
    update();
}

void IconLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    m_image.paint(&painter, rect());
}

void IconLabel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (changesColors(*event))
        setIcon(m_icon, m_tone);
}

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent), m_icon(new IconLabel(IconName::Info)), m_text(new WrapLabel) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_text->setMinimumHeight(kIconSize);
}

void StatusLine::show(IconName icon, Tone tone, const QString& sentence) {
    m_icon->setIcon(icon, tone);
    m_text->setTone(tone);
    m_text->setText(sentence);
    setAccessibleName(sentence);
}

} // namespace viz
