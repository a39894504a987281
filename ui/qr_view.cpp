#include "ui/qr_view.h"

#include <QPainter>
#include <qrcodegen/qrcodegen.hpp>

#include <algorithm>

namespace viz {
namespace {

using qrcodegen::QrCode;

constexpr int kMargin = 4;
/// From which a phone at arm's length reads a code of version 8.
constexpr int kSide = 264;

QImage blank(int side) {
    QImage image(side, side, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    return image;
}

QImage drawn(const QrCode& code) {
    const int side = code.getSize();
    QImage image = blank(side + 2 * kMargin);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            if (code.getModule(x, y))
                image.setPixelColor(x + kMargin, y + kMargin, Qt::black);
        }
    }
    return image;
}

} // namespace

QImage qrImage(const QString& text) {
    try { // the library's only way to say no
        return drawn(QrCode::encodeText(text.toUtf8().constData(), QrCode::Ecc::MEDIUM));
    } catch (const qrcodegen::data_too_long&) {
        return {};
    }
}

QrView::QrView(const QString& name, QWidget* parent) : QWidget(parent) {
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void QrView::setText(const QString& text) {
    m_image = text.isEmpty() ? QImage() : qrImage(text);
    updateGeometry();
    update();
}

QSize QrView::sizeHint() const { return {kSide, kSide}; }

void QrView::paintEvent(QPaintEvent* /*event*/) {
    if (m_image.isNull())
        return;
    const double ratio = devicePixelRatioF();
    const int module = std::max(1, static_cast<int>(std::min(width(), height()) * ratio) / m_image.width());
    const double side = module * m_image.width() / ratio;
    QPainter(this).drawImage(QRectF((width() - side) / 2, (height() - side) / 2, side, side), m_image);
}

} // namespace viz
