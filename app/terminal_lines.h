#pragma once

#include "app/terminal_reader.h"

#include <QByteArray>
#include <QObject>

namespace viz {

/// Lines that a person types on standard input, or a script pipes into it, as signals of the event loop.
class TerminalLines : public QObject {
    Q_OBJECT

public:
    /// A line longer than this is cut.
    static constexpr int kMaxLineBytes = 4096;

    /// `descriptor`: 0 for standard input; borrowed.
    explicit TerminalLines(int descriptor);

    /// Nothing is read before this is called. Again is harmless.
    void startReading();

Q_SIGNALS:
    void lineTyped(const QString& line);
    /// No more lines will come.
    void closed();

private:
    void take(const QByteArray& bytes);
    void emitLines();

    TerminalReader m_reader;
    QByteArray m_pending;
};

} // namespace viz
