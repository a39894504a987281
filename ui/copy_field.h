#pragma once

#include <QWidget>

class QPlainTextEdit;
class QTimer;

namespace viz {

class IconButton;

/// A text to take elsewhere: read-only, wrapped so that all of it is in sight, with a button that asks to copy it.
class CopyField : public QWidget {
    Q_OBJECT

public:
    /// For screen readers, of which a page may have several: `name` says what the text is, `action` what the button
    /// does, as in "Copy the invite".
    CopyField(const QString& name, const QString& action, QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] IconButton* button() const { return m_button; }

Q_SIGNALS:
    void copyRequested(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void copy();
    void fitHeight();

    QPlainTextEdit* m_field;
    IconButton* m_button;
    QTimer* m_copiedTimer;
};

} // namespace viz
