#include "ui/screen_reader.h"

#include <QAccessible>
#include <QWidget>

namespace viz {

void tellScreenReader(QWidget* widget) {
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace viz
