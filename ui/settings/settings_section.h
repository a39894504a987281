#pragma once

#include "core/settings/settings_store.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalBlocker>
#include <QSpinBox>

#include <functional>
#include <type_traits>

class QVBoxLayout;

namespace viz {

/// A heading and, below it, controls that show and change the settings at once. A control is bound to one field of
/// Settings by a function that works for const settings too: `[](auto& s) -> auto& { return s.sound.echo; }`. Changes
/// from elsewhere are shown. Main thread.
class SettingsSection : public QWidget {
    Q_OBJECT

public:
    /// `store` outlives it.
    SettingsSection(SettingsStore& store, const QString& title, QWidget* parent = nullptr);

protected:
    struct NumberRange {
        int min = 0;
        int max = 0;
        int step = 1;
        QString unit;     ///< after the number, with the space before it
        QString zeroText; ///< instead of the smallest number
    };

    /// `hint` may be empty, in all of these.
    template<typename Field>
    QCheckBox* addSwitch(const QString& text, const QString& hint, Field field);
    /// `texts`: of each value of the enum, in its order.
    template<typename Field>
    QComboBox* addChoice(const QString& caption, const QStringList& texts, const QString& hint, Field field);
    template<typename Field>
    QSpinBox* addNumber(const QString& caption, const NumberRange& range, const QString& hint, Field field);

    /// A control of another kind, with its caption above it.
    void addField(const QString& caption, QWidget* field, const QString& hint = {});
    void addHint(const QString& hint);
    /// Several controls that have their captions already.
    void addPanel(QWidget* panel);
    [[nodiscard]] QVBoxLayout* column() const { return m_column; }
    [[nodiscard]] SettingsStore& store() const { return m_store; }
    /// Calls `show` now, and when the settings change.
    void showWith(std::function<void(const Settings&)> show);

private:
    [[nodiscard]] QCheckBox* makeSwitch(const QString& text, const QString& hint);
    [[nodiscard]] QComboBox* makeChoice(const QString& caption, const QStringList& texts, const QString& hint);
    [[nodiscard]] QSpinBox* makeNumber(const QString& caption, const NumberRange& range, const QString& hint);

    SettingsStore& m_store;
    QVBoxLayout* m_column;
};

template<typename Field>
QCheckBox* SettingsSection::addSwitch(const QString& text, const QString& hint, Field field) {
    QCheckBox* box = makeSwitch(text, hint);
    showWith([box, field](const Settings& settings) {
        const QSignalBlocker quiet(box);
        box->setChecked(field(settings));
    });
    connect(box, &QCheckBox::toggled, this,
            [this, field](bool on) { m_store.change([&](Settings& settings) { field(settings) = on; }); });
    return box;
}

template<typename Field>
QComboBox* SettingsSection::addChoice(const QString& caption, const QStringList& texts, const QString& hint,
                                      Field field) {
    using Choice = std::remove_cvref_t<decltype(field(m_store.settings()))>;
    QComboBox* box = makeChoice(caption, texts, hint);
    showWith([box, field](const Settings& settings) { box->setCurrentIndex(static_cast<int>(field(settings))); });
    connect(box, &QComboBox::activated, this, [this, field](int index) {
        m_store.change([&](Settings& settings) { field(settings) = static_cast<Choice>(index); });
    });
    return box;
}

template<typename Field>
QSpinBox* SettingsSection::addNumber(const QString& caption, const NumberRange& range, const QString& hint,
                                     Field field) {
    QSpinBox* box = makeNumber(caption, range, hint);
    showWith([box, field](const Settings& settings) {
        const QSignalBlocker quiet(box);
        box->setValue(field(settings));
    });
    connect(box, &QSpinBox::valueChanged, this,
            [this, field](int value) { m_store.change([&](Settings& settings) { field(settings) = value; }); });
    return box;
}

} // namespace viz
