#include "ui/settings/about_section.h"

#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFontDatabase>
#include <QLibraryInfo>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace viz {
namespace {

constexpr int kTextLines = 12; // in sight

// Built in from licenses/ (ui/CMakeLists.txt), so that they are there whatever way Viz was installed.
QDir texts() { return QDir(QStringLiteral(":/viz/licenses")); }

QString contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

AboutSection::AboutSection(const QString& version, QWidget* parent)
    : QWidget(parent)
    , m_button(new IconButton(IconName::ChevronDown, tr("Show the licences"), IconButton::Kind::Quiet))
    , m_licenses(new QWidget)
    , m_choice(new QComboBox)
    , m_text(new QTextBrowser) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * kGrid, 0, kGrid);
    column->setSpacing(kGrid);
    column->addWidget(new WrapLabel(tr("About"), TextSize::Heading));
    column->addWidget(new WrapLabel(tr("Viz %1 is free software under the MIT licence.").arg(version)));
    column->addWidget(new WrapLabel(tr("It uses Qt %1 under the LGPL, version 3, and other libraries. You may replace "
                                       "them with versions of your own.")
                                        .arg(QLibraryInfo::version().toString()),
                                    TextSize::Body, Tone::Secondary));
    addLicenses(column);
}

void AboutSection::addLicenses(QVBoxLayout* column) {
    auto* rows = new QVBoxLayout(m_licenses);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_choice);
    rows->addWidget(m_text);
    m_button->setCheckable(true);
    m_choice->setAccessibleName(tr("Library"));
    m_text->setAccessibleName(tr("Licence"));
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setFixedHeight(kTextLines * m_text->fontMetrics().lineSpacing() + 3 * kGrid);
    m_licenses->hide();
    column->addWidget(m_button, 0, Qt::AlignLeft);
    column->addWidget(m_licenses);
    connect(m_button, &QPushButton::toggled, this, &AboutSection::showLicenses);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &AboutSection::showText);
}

// Read only when somebody wants to see them.
void AboutSection::showLicenses(bool shown) {
    m_licenses->setVisible(shown);
    if (!shown || m_choice->count() > 0)
        return;
    m_choice->addItem(QStringLiteral("Viz"), QStringLiteral(":/viz/LICENSE"));
    for (const QFileInfo& text : texts().entryInfoList(QDir::Files, QDir::Name | QDir::IgnoreCase))
        m_choice->addItem(text.completeBaseName(), text.filePath());
}

void AboutSection::showText(int index) { m_text->setPlainText(contents(m_choice->itemData(index).toString())); }

} // namespace viz
