#include "ui/key_choice.h"

#include <QKeyEvent>
#include <QKeySequence>

namespace viz {
KeyChoice KeyChoice::of(const QKeyEvent& event) {
    return {.key = static_cast<Qt::Key>(event.key()), .scanCode = static_cast<int>(event.nativeScanCode())};
}

bool KeyChoice::matches(const QKeyEvent& event) const {
    return event.key() == key || (scanCode != 0 && static_cast<int>(event.nativeScanCode()) == scanCode);
}

// Qt's own translations, which would know the word, may not be installed.
QString KeyChoice::text() const {
    return key == Qt::Key_Space ? tr("Space") : QKeySequence(key).toString(QKeySequence::NativeText);
}

} // namespace viz
