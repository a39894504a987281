#include "ui/call_button.h"

#include "ui/theme.h"

#include <QEvent>
#include <QStyle>

#include <algorithm>

namespace viz {
namespace {

constexpr int kHeight = 64;     // icon and word with a margin of 8, on the grid
constexpr int kAroundWord = 48; // of that

QString kindText(CallButton::Kind kind) {
    switch (kind) {
    case CallButton::Kind::Plain:
        return QStringLiteral("plain");
    case CallButton::Kind::Alarming:
        return QStringLiteral("alarming");
    case CallButton::Kind::Danger:
        return QStringLiteral("danger");
    }
    return {};
}

QColor kindColor(CallButton::Kind kind) {
    switch (kind) {
    case CallButton::Kind::Plain:
        break;
    case CallButton::Kind::Alarming:
        return currentColors().onNotice;
    case CallButton::Kind::Danger:
        return currentColors().onDanger;
    }
    return currentColors().text;
}

} // namespace

CallButton::CallButton(IconName icon, const QString& text, Kind kind, QWidget* parent)
    : QToolButton(parent), m_icon(icon), m_kind(kind) {
    setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus); // a tool button has it by Tab only
    setFixedHeight(std::max(kHeight, kAroundWord + fontMetrics().height()));
    setIconSize({kIconSize, kIconSize});
    show(icon, text, kind);
}

void CallButton::show(IconName icon, const QString& text, Kind kind) {
    m_icon = icon;
    m_kind = kind;
    setText(text);
    setProperty("call", kindText(kind));
    style()->unpolish(this); // a style sheet looks at properties only when it polishes
    style()->polish(this);
    tint();
}

void CallButton::changeEvent(QEvent* event) {
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        tint();
}

void CallButton::tint() { setIcon(lineIcon(m_icon, kindColor(m_kind))); }

} // namespace viz
