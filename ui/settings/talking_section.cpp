#include "ui/settings/talking_section.h"

#include "ui/page.h"
#include "ui/settings/key_field.h"
#include "ui/wrap_label.h"

#include <QVBoxLayout>

namespace viz {

TalkingSection::TalkingSection(SettingsStore& store, QWidget* parent) : SettingsSection(store, tr("Talking"), parent) {
    addChoice(
        tr("Your microphone is on"), {tr("During the whole call"), tr("While you speak"), tr("While you hold a key")},
        tr("Mute always comes first."), [](auto& settings) -> auto& { return settings.talking.mode; });
    addKey();
    addSwitch(
        tr("Begin every call muted"), {}, [](auto& settings) -> auto& { return settings.talking.startMuted; });
    addSwitch(
        tr("Call sounds"), tr("Ringing, and short tones when a call begins, is interrupted or ends."),
        [](auto& settings) -> auto& { return settings.talking.callSounds; });
}

void TalkingSection::addKey() {
    auto* caption = new WrapLabel(tr("Key to hold while you talk"));
    auto* field = new KeyField;
    caption->setBuddy(field);
    field->setAccessibleDescription(caption->text());
    column()->addSpacing(kGrid);
    column()->addWidget(caption);
    column()->addWidget(field);
    showWith([caption, field](const Settings& settings) {
        field->setKey(keyFromText(settings.talking.key));
        caption->setVisible(settings.talking.mode == TalkChoice::PushToTalk);
        field->setVisible(settings.talking.mode == TalkChoice::PushToTalk);
    });
    connect(field, &KeyField::keyChosen, this, [this](Qt::Key key) {
        store().change([&](Settings& settings) { settings.talking.key = textOfKey(key); });
    });
}

} // namespace viz
