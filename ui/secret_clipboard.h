#pragma once

#include <QObject>
#include <QString>

#include <chrono>

class QTimer;

namespace viz {

/// Puts an invite on the clipboard: marked so that clipboard histories leave it out, and taken away again after a while
/// unless something else was copied meanwhile. Keeps only a salted hash of the text. Main thread.
class SecretClipboard : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kLifetime = std::chrono::minutes{2};

    explicit SecretClipboard(std::chrono::milliseconds lifetime = kLifetime, QObject* parent = nullptr);

    void copy(const QString& text);

private:
    void clearIfUnchanged();

    QTimer* m_timer;
    std::size_t m_salt;
    std::size_t m_copied = 0;
};

} // namespace viz
