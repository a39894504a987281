#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

namespace viz::test {

/// A private PulseAudio server without hardware, for this process: one null card, a loudspeaker and a microphone that
/// hears what the loudspeaker plays. Works as an ordinary user and as root, and needs no real-time rights.
///
/// While it lives, the environment of this process points to it, so make it before anything touches QtMultimedia: the
/// connection that Qt makes then stays until the server dies.
class PulseLab {
public:
    static constexpr auto kSpeaker = "lab_speaker";       ///< the default output
    static constexpr auto kMicrophone = "lab_microphone"; ///< the default input: hears the speaker
    static constexpr auto kSpareSpeaker = "lab_spare_speaker";
    static constexpr auto kSpareMicrophone = "lab_spare_microphone"; ///< hears the spare speaker

    static constexpr auto kOtherSpeaker = "lab_other_speaker";
    static constexpr auto kOtherMicrophone = "lab_other_microphone";

    /// Whether the programs pulseaudio and pactl are there; a test skips itself if not.
    [[nodiscard]] static bool isAvailable();

    PulseLab();
    ~PulseLab();
    PulseLab(const PulseLab&) = delete;
    PulseLab& operator=(const PulseLab&) = delete;

    /// Waits until the server answers; false if it does not within 20 s.
    [[nodiscard]] bool start();
    /// Ends it without a farewell, as a crash would.
    void kill();
    /// Freezes and thaws it, as a machine under load does.
    void freeze();
    void thaw();

    /// What pactl answers; nullopt if it fails.
    [[nodiscard]] static std::optional<QByteArray> control(const QStringList& arguments);
    /// A second speaker and microphone, that come and go.
    [[nodiscard]] bool plugSpare();
    [[nodiscard]] bool unplugSpare();
    /// A card that works otherwise; kOtherMicrophone hears all of its channels.
    [[nodiscard]] bool plugOther(int rateHz, int channels);
    /// The speaker takes no sound any more, as a card does that sleeps.
    [[nodiscard]] static bool suspendSpeaker();
    /// Takes every speaker and microphone away; the server lives on.
    [[nodiscard]] bool unplugAll();

private:
    void setEnvironment();
    void writeScript() const;
    [[nodiscard]] bool plug(const QList<QStringList>& modules);
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    struct Variable {
        const char* name;
        QByteArray before;
    };

    QTemporaryDir m_folder;
    QProcess m_server;
    QList<Variable> m_environment;
    QList<QByteArray> m_spareModules;
};

} // namespace viz::test
