#pragma once

#include <QWidget>

namespace viz {

class IconButton;

/// The title of a page that one can go back from, with the button that does so before it.
class PageHeader : public QWidget {
    Q_OBJECT

public:
    explicit PageHeader(const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] QWidget* backButton() const;

Q_SIGNALS:
    void backRequested();

private:
    IconButton* m_back;
};

} // namespace viz
