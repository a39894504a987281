#include "ui/copy_field.h"

#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTextLayout>
#include <QTimer>

#include <algorithm>

namespace viz {
namespace {

constexpr std::chrono::seconds kCopiedShown{2};

QPlainTextEdit* makeField(const QString& name) {
    auto* field = new QPlainTextEdit;
    field->setAccessibleName(name);
    field->setReadOnly(true);
    field->setTabChangesFocus(true);
    field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    field->setWordWrapMode(QTextOption::WrapAnywhere); // at '-' and ':' an invite would leave half of a line empty
    field->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    field->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return field;
}

} // namespace

CopyField::CopyField(const QString& name, const QString& action, QWidget* parent)
    : QWidget(parent)
    , m_field(makeField(name))
    , m_button(new IconButton(IconName::Copy, tr("Copy")))
    , m_copiedTimer(new QTimer(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    row->addWidget(m_field, 1);
    row->addWidget(m_button, 0, Qt::AlignTop);
    m_button->setAccessibleName(action);
    m_copiedTimer->setSingleShot(true);
    m_copiedTimer->setInterval(kCopiedShown);
    connect(m_button, &QPushButton::clicked, this, &CopyField::copy);
    connect(m_copiedTimer, &QTimer::timeout, this, [this] { m_button->setIconName(IconName::Copy); });
}

void CopyField::setText(const QString& text) {
    m_field->setPlainText(text);
    m_button->setEnabled(!text.isEmpty());
    fitHeight();
}

QString CopyField::text() const { return m_field->toPlainText(); }

void CopyField::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitHeight();
}

void CopyField::copy() {
    Q_EMIT copyRequested(text());
    m_button->setIconName(IconName::Check);
    m_copiedTimer->start();
}

// As high as its wrapped lines, at least as high as the button beside it.
void CopyField::fitHeight() {
    const QTextDocument& document = *m_field->document();
    const int lines = static_cast<int>(document.size().height()); // QPlainTextDocumentLayout counts lines
    const int text = lines * m_field->fontMetrics().lineSpacing() + 2 * static_cast<int>(document.documentMargin());
    const int frame = m_field->height() - m_field->viewport()->height();
    m_field->setFixedHeight(std::max(text + frame, m_button->sizeHint().height()));
}

} // namespace viz
