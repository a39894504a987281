#include "ui/level_accessible.h"

#include "ui/level_bar.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace viz {
namespace {

class AccessibleLevelBar final : public QAccessibleWidget {
public:
    explicit AccessibleLevelBar(LevelBar* bar) : QAccessibleWidget(bar, QAccessible::Indicator) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? bar()->levelText() : QAccessibleWidget::text(kind);
    }

private:
    [[nodiscard]] const LevelBar* bar() const { return static_cast<const LevelBar*>(object()); }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* bar = qobject_cast<LevelBar*>(object);
    return bar != nullptr ? new AccessibleLevelBar(bar) : nullptr;
}

} // namespace

void makeLevelBarsAccessible() { QAccessible::installFactory(makeInterface); }

} // namespace viz
