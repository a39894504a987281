#include "ui/tunnel_picker.h"

#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace viz {
namespace {

constexpr int kColumns = 2;

QGridLayout* makeGrid() {
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGrid);
    for (int column = 0; column < kColumns; ++column)
        grid->setColumnStretch(column, 1);
    return grid;
}

void place(QGridLayout* grid, QWidget* widget, qsizetype index) {
    grid->addWidget(widget, static_cast<int>(index) / kColumns, static_cast<int>(index) % kColumns);
}

/// Names may come from a file of the user's: a long one must not make the window wider.
void shareWidth(QWidget* button) { button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); }

/// setTabOrder() passes over what takes no focus.
QWidget* focusBefore(const QWidget* widget) {
    QWidget* before = widget->previousInFocusChain();
    while (before != widget && before->focusPolicy() == Qt::NoFocus)
        before = before->previousInFocusChain();
    return before;
}

QStringList namesOf(const QList<TunnelChoice>& choices) {
    QStringList names;
    for (const TunnelChoice& choice : choices)
        names += choice.provider.id + u'\n' + choice.provider.name;
    return names;
}

int easeOf(const TunnelChoice& choice) {
    if (!choice.provider.isOffered)
        return 2;
    return choice.canStart() ? 0 : 1;
}

} // namespace

TunnelPicker::TunnelPicker(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_first(makeGrid())
    , m_more(new IconButton(IconName::ChevronDown, tr("More"), IconButton::Kind::Quiet))
    , m_others(new QWidget)
    , m_otherGrid(makeGrid()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addLayout(m_first);
    column->addWidget(m_others);
    m_others->setLayout(m_otherGrid);
    m_others->hide();
    m_more->setCheckable(true);
    m_more->setAccessibleDescription(tr("Shows the other tunnels that Viz knows."));
    shareWidth(m_more);
    place(m_first, m_more, kInSight);
    connect(m_more, &QPushButton::toggled, m_others, &QWidget::setVisible);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool checked) {
        if (checked)
            Q_EMIT chosenChanged();
    });
}

void TunnelPicker::setChoices(const QList<TunnelChoice>& choices) {
    const bool isSame = namesOf(choices) == namesOf(m_choices);
    const QString id = chosen() == nullptr ? QString() : chosen()->provider.id;
    m_choices = choices;
    if (!isSame)
        rebuild();
    const auto index = std::ranges::find(m_choices, id, [](const TunnelChoice& choice) { return choice.provider.id; }) -
                       m_choices.begin();
    if (auto* button = m_group->button(index == m_choices.size() ? 0 : static_cast<int>(index)))
        button->setChecked(true);
    Q_EMIT chosenChanged(); // its command may be another one now
}

const TunnelChoice* TunnelPicker::chosen() const {
    const int index = m_group->checkedId();
    return index < 0 ? nullptr : &m_choices.at(index);
}

QWidget* TunnelPicker::chosenButton() const { return m_group->checkedButton(); }

void TunnelPicker::rebuild() {
    qDeleteAll(m_group->buttons());
    for (qsizetype i = 0; i < m_choices.size(); ++i)
        addButton(i);
    m_more->setVisible(m_choices.size() > kInSight);
    orderTabs();
}

void TunnelPicker::addButton(qsizetype index) {
    const QString& name = m_choices.at(index).provider.name;
    auto* button = new QPushButton(QString(name).replace(u'&', QStringLiteral("&&")));
    button->setCheckable(true);
    button->setAccessibleName(name);
    shareWidth(button);
    m_group->addButton(button, static_cast<int>(index));
    if (index < kInSight)
        place(m_first, button, index);
    else
        place(m_otherGrid, button, index - kInSight);
    button->show(); // the layout would do so only later
}

void TunnelPicker::orderTabs() {
    QWidget* last = focusBefore(m_more);
    for (int i = 0; i < m_choices.size(); ++i) {
        if (i == kInSight)
            last = m_more;
        setTabOrder(last, m_group->button(i));
        last = m_group->button(i);
        if (i == kInSight - 1)
            setTabOrder(last, m_more);
    }
}

QList<TunnelChoice> easiestFirst(QList<TunnelChoice> choices) {
    std::ranges::stable_sort(choices, {}, easeOf);
    return choices;
}

} // namespace viz
