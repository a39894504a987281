#include "ui/settings/talking_section.h"

#include "ui/global_key.h"
#include "ui/page.h"
#include "ui/settings/key_field.h"
#include "ui/wrap_label.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace viz {

TalkingSection::TalkingSection(SettingsStore& store, QWidget* parent) : SettingsSection(store, tr("Talking"), parent) {
    addChoice(
        tr("Your microphone is on"), {tr("During the whole call"), tr("While you speak"), tr("While you hold a key")},
        tr("Mute always comes first."), [](auto& settings) -> auto& { return settings.talking.mode; });
    addKey();
    addKeyEverywhere();
    addSwitch(
        tr("Begin every call muted"), {}, [](auto& settings) -> auto& { return settings.talking.startMuted; });
    addSwitch(
        tr("Call sounds"), tr("Ringing, and short tones when a call begins, is interrupted or ends."),
        [](auto& settings) -> auto& { return settings.talking.callSounds; });
}

/// Where the system has no such keys, how to get one all the same.
void TalkingSection::addKeyEverywhere() {
    QCheckBox* box = nullptr;
    if (hasGlobalKeys())
        box = addSwitch(
            tr("The key counts in other windows, too"), {},
            [](auto& settings) -> auto& { return settings.talking.keyEverywhere; });
    auto* note = new WrapLabel({}, TextSize::Body, Tone::Secondary);
    column()->addWidget(note);
    showWith([box, note](const Settings& settings) {
        note->setText(noteOnOtherWindows(settings.talking, box != nullptr));
        note->setVisible(settings.talking.mode == TalkChoice::PushToTalk);
        if (box != nullptr)
            box->setVisible(settings.talking.mode == TalkChoice::PushToTalk);
    });
}

QString TalkingSection::noteOnOtherWindows(const TalkingChoices& talking, bool canHear) {
    if (!canHear)
        return tr("For a key that counts in every window, let your desktop's keyboard settings start "
                  "“viz ctl toggle-talk”.");
    if (talking.keyEverywhere && talking.keyScanCode == 0)
        return tr("Choose the key once more: Viz has to know where on the keyboard it is.");
    return tr("During a call other programs do not get this key: choose one that you type nothing with.");
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
        field->setKey(talkKeyOf(settings.talking));
        caption->setVisible(settings.talking.mode == TalkChoice::PushToTalk);
        field->setVisible(settings.talking.mode == TalkChoice::PushToTalk);
    });
    connect(field, &KeyField::keyChosen, this, [this](const KeyChoice& key) {
        store().change([&](Settings& settings) { setTalkKey(settings.talking, key); });
    });
}

} // namespace viz
