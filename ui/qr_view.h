#pragma once

#include <QImage>
#include <QWidget>

namespace viz {

/// A text as a QR code, dark on light in every theme, with the margin of four modules that scanners need (ISO/IEC
/// 18004). One pixel a module; null if the text is longer than a code can hold.
[[nodiscard]] QImage qrImage(const QString& text);

/// Shows such a code, as large as whole pixels a module allow.
class QrView : public QWidget {
    Q_OBJECT

public:
    /// `name`: what the code says, for screen readers.
    explicit QrView(const QString& name, QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] bool isEmpty() const { return m_image.isNull(); }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_image;
};

} // namespace viz
