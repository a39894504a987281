#pragma once

#include "core/settings/settings_file.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace viz {

/// The settings in use, and their file. Main thread; the file is read once, when it is made, and written on a thread of
/// its own, kQuiet after the last change, so that a slider does not write at each step.
class SettingsStore : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kQuiet{300};

    /// `file` empty: nothing is read, and nothing kept.
    explicit SettingsStore(const QString& file, QObject* parent = nullptr);
    /// Writes what is not written yet, and waits for it.
    ~SettingsStore() override;

    /// viz.ini in Viz's folder for configuration.
    [[nodiscard]] static QString defaultPath();

    [[nodiscard]] const Settings& settings() const { return m_settings; }
    /// What was wrong with the file when it was read.
    [[nodiscard]] const std::optional<SettingsNotice>& notice() const { return m_notice; }

    /// Brought within the ranges first. Takes effect at once: changed() is out when it returns.
    void set(const Settings& settings);
    /// set() with what `edit` made of the present settings.
    template<typename Edit>
    void change(Edit edit) {
        Settings settings = m_settings;
        edit(settings);
        set(settings);
    }
    /// Writes now what is not written yet, and waits for it.
    void flush();

Q_SIGNALS:
    /// Only if they are different.
    void changed(const viz::Settings& settings);
    /// The file cannot be written; once, until it could again.
    void noticed(const viz::SettingsNotice& notice);

private:
    void write();
    void onWritten(bool written);

    const QString m_file;
    Settings m_settings;
    std::optional<SettingsNotice> m_notice;
    QTimer m_writeSoon;
    QThreadPool m_writer; ///< one thread: what was chosen last is written last
    bool m_writable = true;
};

} // namespace viz

Q_DECLARE_METATYPE(viz::Settings)
