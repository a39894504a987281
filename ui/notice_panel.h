#pragma once

#include <QFrame>

class QPushButton;

namespace viz {

class WrapLabel;

/// A sentence on the page that the person may answer with one button, or send away. Hidden until there is one.
class NoticePanel : public QFrame {
    Q_OBJECT

public:
    /// `action` empty: there is nothing to do but to send it away.
    explicit NoticePanel(const QString& action = {}, QWidget* parent = nullptr);

    void show(const QString& sentence);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    /// The panel is hidden then.
    void accepted();
    void dismissed();

private:
    void addButtons(const QString& action);

    WrapLabel* m_text;
};

} // namespace viz
