#include "ui/settings/settings_section.h"

#include "ui/page.h"
#include "ui/wrap_label.h"

#include <QEvent>
#include <QVBoxLayout>

namespace viz {
namespace {

constexpr int kBelowSwitch = 28; // where the text of a check box begins

/// The wheel scrolls the page, whatever is under the pointer: nobody wants another port by scrolling past it.
class WheelGuard : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::Wheel)
            return false;
        event->ignore();
        return true;
    }
};

bool turnsWithWheel(const QWidget* widget) {
    return qobject_cast<const QComboBox*>(widget) != nullptr ||
           qobject_cast<const QAbstractSlider*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

void guardWheel(QWidget* field) {
    for (QWidget* part : QList<QWidget*>{field} + field->findChildren<QWidget*>()) {
        if (!turnsWithWheel(part))
            continue;
        part->setFocusPolicy(Qt::StrongFocus);
        part->installEventFilter(new WheelGuard(part));
    }
}

} // namespace

SettingsSection::SettingsSection(SettingsStore& store, const QString& title, QWidget* parent)
    : QWidget(parent), m_store(store), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 2 * kGrid, 0, kGrid);
    m_column->setSpacing(kGrid / 2);
    m_column->addWidget(new WrapLabel(title, TextSize::Heading));
}

void SettingsSection::addField(const QString& caption, QWidget* field, const QString& hint) {
    auto* label = new WrapLabel(caption);
    label->setBuddy(field);
    guardWheel(field);
    field->setAccessibleName(caption);
    m_column->addSpacing(kGrid);
    m_column->addWidget(label);
    m_column->addWidget(field);
    if (hint.isEmpty())
        return;
    field->setAccessibleDescription(hint);
    addHint(hint);
}

void SettingsSection::addHint(const QString& hint) {
    m_column->addWidget(new WrapLabel(hint, TextSize::Body, Tone::Secondary));
}

void SettingsSection::addPanel(QWidget* panel) {
    guardWheel(panel);
    m_column->addSpacing(kGrid);
    m_column->addWidget(panel);
}

void SettingsSection::showWith(std::function<void(const Settings&)> show) {
    show(m_store.settings());
    connect(&m_store, &SettingsStore::changed, this, std::move(show));
}

QCheckBox* SettingsSection::makeSwitch(const QString& text, const QString& hint) {
    auto* box = new QCheckBox(text);
    m_column->addSpacing(kGrid);
    m_column->addWidget(box);
    if (hint.isEmpty())
        return box;
    box->setAccessibleDescription(hint);
    auto* label = new WrapLabel(hint, TextSize::Body, Tone::Secondary);
    auto* row = new QHBoxLayout;
    row->addSpacing(kBelowSwitch);
    row->addWidget(label, 1);
    m_column->addLayout(row);
    return box;
}

QComboBox* SettingsSection::makeChoice(const QString& caption, const QStringList& texts, const QString& hint) {
    auto* box = new QComboBox;
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    box->addItems(texts);
    addField(caption, box, hint);
    return box;
}

QSpinBox* SettingsSection::makeNumber(const QString& caption, const NumberRange& range, const QString& hint) {
    auto* box = new QSpinBox;
    box->setRange(range.min, range.max);
    box->setSingleStep(range.step);
    box->setSuffix(range.unit);
    box->setSpecialValueText(range.zeroText);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setKeyboardTracking(false); // half a number is none that was chosen
    addField(caption, box, hint);
    return box;
}

} // namespace viz
