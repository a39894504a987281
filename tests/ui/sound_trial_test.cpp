#include "core/settings/settings_store.h"
#include "tests/ui/scenes.h"
#include "ui/icon_widgets.h"
#include "ui/level_bar.h"
#include "ui/sound_panel.h"
#include "ui/sound_trial.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace viz::test {

/// With sound that comes from no device: the real SoundCheck, and nobody hears it.
class SoundTrialTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_store.set({});
        m_voice = {};
        m_voice.input.kind = AudioInputSpec::Kind::Speech;
        m_voice.output.kind = AudioOutputSpec::Kind::Null;
        m_panel = std::make_unique<SoundPanel>(m_store);
        m_panel->setDevices(someDevices());
        m_check = std::make_unique<SoundCheck>(m_factory);
        m_trial = std::make_unique<SoundTrial>(*m_panel, *m_check, m_store, m_voice);
    }
    void cleanup() {
        m_trial.reset();
        m_check.reset();
        m_panel.reset();
    }

    void microphoneIsOpenBetweenTwoPresses() {
        QCOMPARE(m_check->step(), SoundCheck::Step::Off);
        button(u"Check"_s)->click();
        QCOMPARE(m_check->step(), SoundCheck::Step::Recording);
        QTRY_COMPARE(bar(0)->levelText(), u"sound"_s);
        button(u"Stop"_s)->click();
        QCOMPARE(m_check->step(), SoundCheck::Step::Off);
        QTRY_COMPARE(bar(0)->levelText(), u"quiet"_s);
    }

    void leavingThePageClosesTheMicrophone() {
        button(u"Check"_s)->click();
        m_trial->stop();
        QCOMPARE(m_check->step(), SoundCheck::Step::Off);
        QVERIFY(button(u"Check"_s) != nullptr);
    }

    void playsATone() {
        button(u"Play"_s)->click();
        QTRY_COMPARE(bar(1)->levelText(), u"sound"_s);
        QCOMPARE(m_check->step(), SoundCheck::Step::Off);
        QTRY_COMPARE(bar(1)->levelText(), u"quiet"_s);
    }

    void aDeviceThatIsMissingIsSaidInWords() {
        m_store.change([](Settings& settings) { settings.sound.inputId = "no such microphone"; });
        button(u"Check"_s)->click();
        auto* line = m_panel->findChild<StatusLine*>();
        QTRY_VERIFY(!line->isHidden() && line->tone() == Tone::Warning);
        QCOMPARE(m_check->step(), SoundCheck::Step::Off);
    }

    void anotherMicrophoneBeginsTheCheckAnew() {
        button(u"Check"_s)->click();
        m_store.change([](Settings& settings) { settings.sound.inputId = "no such microphone"; });
        QTRY_COMPARE(m_panel->findChild<StatusLine*>()->tone(), Tone::Warning);
        QCOMPARE(m_check->step(), SoundCheck::Step::Off);
    }

private:
    [[nodiscard]] IconButton* button(const QString& text) const {
        for (IconButton* button : m_panel->findChildren<IconButton*>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] LevelBar* bar(int which) const { return m_panel->findChildren<LevelBar*>().at(which); }

    AudioFactory m_factory;
    SettingsStore m_store{QString()};
    VoiceOptions m_voice;
    std::unique_ptr<SoundPanel> m_panel;
    std::unique_ptr<SoundCheck> m_check;
    std::unique_ptr<SoundTrial> m_trial;
};

} // namespace viz::test

QTEST_MAIN(viz::test::SoundTrialTest)
#include "sound_trial_test.moc"
