#include "ui/clear_button.h"

#include <QLineEdit>
#include <QToolButton>

namespace viz {

void addClearButton(QLineEdit& field, const QString& name) {
    field.setClearButtonEnabled(true);
    for (auto* button : field.findChildren<QToolButton*>()) // Qt's own has no name, and no function that leads to it
        button->setAccessibleName(name);
}

} // namespace viz
