#include "ui/secret_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QRandomGenerator>
#include <QTimer>

namespace viz {

SecretClipboard::SecretClipboard(std::chrono::milliseconds lifetime, QObject* parent)
    : QObject(parent), m_timer(new QTimer(this)), m_salt(QRandomGenerator::system()->generate64()) {
    m_timer->setSingleShot(true);
    m_timer->setInterval(lifetime);
    connect(m_timer, &QTimer::timeout, this, &SecretClipboard::clearIfUnchanged);
}

void SecretClipboard::copy(const QString& text) {
    auto* data = new QMimeData;
    data->setText(text);
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(data);
    m_copied = qHash(text, m_salt);
    m_timer->start();
}

void SecretClipboard::clearIfUnchanged() {
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (qHash(clipboard->text(), m_salt) == m_copied)
        clipboard->clear();
}

} // namespace viz
