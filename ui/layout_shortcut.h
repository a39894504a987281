#pragma once

#include <QKeyCombination>
#include <QShortcut>

#include <optional>

namespace viz {

/// The key that lies in the Russian layout where `key` lies in the English one, of those that Viz uses. Where Russian
/// is the only layout of a keyboard, Qt knows no Latin letter for it, not even with Ctrl (measured with Qt 6.4.2, X11).
[[nodiscard]] std::optional<Qt::Key> russianKeyAt(Qt::Key key);

/// A shortcut that counts by the place of its keys, in the English and in the Russian layout.
class LayoutShortcut : public QShortcut {
    Q_OBJECT

public:
    /// `keys`: one press each, any of them.
    LayoutShortcut(const QList<QKeySequence>& keys, QWidget* parent, Qt::ShortcutContext context = Qt::WindowShortcut);
};

} // namespace viz
