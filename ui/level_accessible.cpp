#include "ui/level_accessible.h"

#include "ui/level_bar.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace viz {
namespace {

// A progress bar to the reader: AT-SPI has no name for QAccessible::Indicator (Qt 6.4 calls it "unknown").
class AccessibleLevelBar final : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit AccessibleLevelBar(LevelBar* bar) : QAccessibleWidget(bar, QAccessible::ProgressBar) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? bar()->levelText() : QAccessibleWidget::text(kind);
    }

    [[nodiscard]] QVariant currentValue() const override { return bar()->levelDbfs(); }
    void setCurrentValue(const QVariant&) override {}
    [[nodiscard]] QVariant minimumValue() const override { return MeterBallistics::kFloorDbfs; }
    [[nodiscard]] QVariant maximumValue() const override { return 0.0F; }
    [[nodiscard]] QVariant minimumStepSize() const override { return 1.0F; }

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
