#pragma once

#include <QByteArray>
#include <QObject>

#include <memory>

namespace viz {

/// What can be read from standard input, told by the event loop as it comes; nothing blocks meanwhile.
class TerminalReader : public QObject {
    Q_OBJECT

public:
    /// At once; the rest comes in pieces of its own.
    static constexpr int kMaxBytes = 4096;

    /// `descriptor` is borrowed.
    explicit TerminalReader(int descriptor);
    ~TerminalReader() override;

    /// Nothing is read before this is called. Again is harmless.
    void start();

Q_SIGNALS:
    /// Empty: nothing more will come.
    void arrived(const QByteArray& bytes);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
