#include "ui/settings/network_section.h"

#include "core/call/call_settings.h"
#include "ui/icon_widgets.h"
#include "ui/settings/settings_text.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace viz {
namespace {

const QLatin1StringView kOnlyHere("127.0.0.1");
const QLatin1StringView kEverywhere("0.0.0.0");

enum ListenRow { OnlyHere, Everywhere, AnotherAddress };

ListenRow listenRowOf(const QString& address) {
    if (address == kOnlyHere)
        return OnlyHere;
    return address == kEverywhere ? Everywhere : AnotherAddress;
}

} // namespace

NetworkSection::NetworkSection(SettingsStore& store, QWidget* parent) : SettingsSection(store, tr("Network"), parent) {
    addHint(tr("What you choose here counts from the next call on."));
    addWaiting();
    addVoice();
    addBudget();
}

void NetworkSection::addWaiting() {
    addNumber(
        tr("Port to wait for calls on"),
        {.min = 0, .max = NetworkChoices::kMaxPort, .unit = {}, .zeroText = tr("Any free one")},
        tr("Tunnels lead to this port of your computer."),
        [](auto& settings) -> auto& { return settings.network.port; });
    addListenAddress();
}

// The field shows what is chosen; what is typed counts as soon as it is an address.
void NetworkSection::addListenAddress() {
    auto* list = new QComboBox;
    list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list->addItems({tr("Only tunnels on this computer"), tr("Every network of this computer"), tr("One address")});
    auto* field = new QLineEdit;
    field->setMaxLength(NetworkChoices::kMaxAddressChars);
    field->setAccessibleName(tr("IP address to listen on"));
    auto* mistake = new StatusLine;
    mistake->show(IconName::Alert, Tone::Warning, tr("This is no IP address: one looks like 192.168.1.5."));
    addField(tr("Who can reach it"), list, tr("If networks can reach it, only callers with your invite may ring."));
    column()->addWidget(field);
    column()->addWidget(mistake);
    const auto showField = [list, field, mistake] {
        field->setVisible(list->currentIndex() == AnotherAddress);
        mistake->setVisible(!field->isHidden() && !parseListenAddress(field->text()));
    };
    const auto choose = [this](const QString& address) {
        store().change([&](Settings& settings) { settings.network.listenAddress = address; });
    };
    showWith([list, field, showField](const Settings& settings) {
        if (settings.network.listenAddress != field->text().trimmed()) {
            list->setCurrentIndex(listenRowOf(settings.network.listenAddress));
            field->setText(settings.network.listenAddress);
        }
        showField();
    });
    connect(list, &QComboBox::activated, this, [choose, showField](int row) {
        if (row != AnotherAddress)
            choose(row == OnlyHere ? kOnlyHere : kEverywhere);
        showField();
    });
    connect(field, &QLineEdit::textEdited, this, [choose, showField](const QString& text) {
        if (parseListenAddress(text))
            choose(text.trimmed());
        showField();
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
        tr("Two connections from the start"), tr("For tunnels that stutter; uses twice the data."),
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
