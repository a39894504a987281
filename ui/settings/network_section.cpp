#include "ui/settings/network_section.h"

#include "ui/page.h"
#include "ui/settings/listen_address_field.h"
#include "ui/settings/settings_text.h"
#include "ui/wrap_label.h"

#include <QVBoxLayout>

namespace viz {

NetworkSection::NetworkSection(SettingsStore& store, QWidget* parent) : SettingsSection(store, tr("Network"), parent) {
    addWaiting();
    addVoice();
    addBudget();
}

void NetworkSection::addWaiting() {
    addNumber(
        tr("Port to wait for calls on"),
        {.min = 0, .max = NetworkChoices::kMaxPort, .unit = {}, .zeroText = tr("Any free one")},
        tr("Tunnels lead to this port of your computer. A call that is on keeps it, so that it can go on when it was "
           "cut off."),
        [](auto& settings) -> auto& { return settings.network.port; });
    addListenAddress();
}

void NetworkSection::addListenAddress() {
    auto* address = new ListenAddressField;
    addField(tr("Who can reach it"), address, tr("If networks can reach it, only callers with your invite may ring."));
    showWith([address](const Settings& settings) { address->setAddress(settings.network.listenAddress); });
    connect(address, &ListenAddressField::addressChosen, this, [this](const QString& chosen) {
        store().change([&](Settings& settings) { settings.network.listenAddress = chosen; });
    });
}

void NetworkSection::addVoice() {
    addChoice(
        tr("Voice"), {tr("Automatic"), tr("Shortest delay"), tr("Balanced"), tr("Least data, longer delay")}, {},
        [](auto& settings) -> auto& { return settings.network.profile; });
    addChoice(
        tr("Size of messages"),
        {tr("As the voice above needs it"), tr("Always the same: it tells nothing"), tr("As small as possible")},
        tr("Messages that follow your voice use less data, but show onlookers when you speak."),
        [](auto& settings) -> auto& { return settings.network.sizes; });
    addSwitch(
        tr("Two connections at once"), tr("For tunnels that stutter; uses twice the data."),
        [](auto& settings) -> auto& { return settings.network.twoConnections; });
}

void NetworkSection::addBudget() {
    addNumber(
        tr("Data for calls in a month"),
        {.min = 0, .max = NetworkChoices::kMaxBudgetMb, .step = 100, .unit = tr(" MB"), .zeroText = tr("No limit")}, {},
        [](auto& settings) -> auto& { return settings.network.monthlyBudgetMb; });
    auto* usage = new WrapLabel({}, TextSize::Body, Tone::Secondary);
    column()->addWidget(usage);
    showWith(
        [usage](const Settings& settings) { usage->setText(SettingsText::usage(settings, QDate::currentDate())); });
}

} // namespace viz
