#pragma once

#include "core/call/call_control.h"

#include <QFrame>

namespace viz {

class StatusLine;
class WrapLabel;

/// The five words to read to each other. Amber, with a question, until the other side is verified; then one line.
class WordsPanel : public QFrame {
    Q_OBJECT

public:
    explicit WordsPanel(QWidget* parent = nullptr);

    void setPeer(const PeerInfo& peer);

Q_SIGNALS:
    void wordsCompared(bool match);

private:
    void addButtons(QWidget* parent);
    void setFramed(bool framed);

    StatusLine* m_request;
    WrapLabel* m_words;
    QWidget* m_buttons;
};

} // namespace viz
