#pragma once

#include <QWidget>

class QComboBox;
class QTextBrowser;
class QVBoxLayout;

namespace viz {

class IconButton;

/// Which Viz this is, its licence, and the licences of the libraries that it is made with, each with its whole text.
class AboutSection : public QWidget {
    Q_OBJECT

public:
    /// `version` as in "0.1.0".
    explicit AboutSection(const QString& version, QWidget* parent = nullptr);

private:
    void addLicenses(QVBoxLayout* column);
    void showLicenses(bool shown);
    void showText(int index);

    IconButton* m_button;
    QWidget* m_licenses;
    QComboBox* m_choice; ///< each item's data is the path of its text
    QTextBrowser* m_text;
};

} // namespace viz
