#include "ui/layout_shortcut.h"

#include <QWidget>

#include <algorithm>
#include <array>
#include <utility>

namespace viz {
namespace {

constexpr std::array<std::pair<Qt::Key, char16_t>, 5> kRussianKeys{
    {{Qt::Key_M, u'Ь'}, {Qt::Key_D, u'В'}, {Qt::Key_Q, u'Й'}, {Qt::Key_V, u'М'}, {Qt::Key_Comma, u'Б'}}};

QList<QKeySequence> withRussian(const QList<QKeySequence>& keys) {
    QList<QKeySequence> all = keys;
    for (const QKeySequence& sequence : keys) {
        const QKeyCombination press = sequence[0];
        if (const auto russian = russianKeyAt(press.key()))
            all += QKeySequence(QKeyCombination(press.keyboardModifiers(), *russian));
    }
    return all;
}

} // namespace

std::optional<Qt::Key> russianKeyAt(Qt::Key key) {
    const auto row = std::ranges::find(kRussianKeys, key, &std::pair<Qt::Key, char16_t>::first);
    return row == kRussianKeys.end() ? std::nullopt : std::optional(static_cast<Qt::Key>(row->second));
}

// A keyboard with both layouts may offer both letters for one press: Qt calls that ambiguous, and it is meant all the
// same.
LayoutShortcut::LayoutShortcut(const QList<QKeySequence>& keys, QWidget* parent, Qt::ShortcutContext context)
    : QShortcut(parent) {
    setKeys(withRussian(keys));
    setContext(context);
    connect(this, &QShortcut::activatedAmbiguously, this, &QShortcut::activated);
}

} // namespace viz
