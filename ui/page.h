#pragma once

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace viz {

inline constexpr int kGrid = 8; ///< every distance is a multiple of this many logical pixels

/// How many times larger the application's font is than those that pages are laid out for; 1 for smaller ones. Sizes in
/// pixels that have to hold text go with it.
[[nodiscard]] double fontScale();

/// A page of the window: a column of contents, centred and no wider than is good to read, that scrolls if the window is
/// too low, and above and below it parts that always stay in sight.
class Page : public QWidget {
    Q_OBJECT

public:
    static constexpr int kColumnWidth = 480; ///< times fontScale()

    explicit Page(QWidget* parent = nullptr);

    /// What should have the keyboard when the page appears; the page itself if this is nullptr.
    [[nodiscard]] virtual QWidget* firstFocus() { return nullptr; }

protected:
    [[nodiscard]] QVBoxLayout* contents() const { return m_contents; }
    /// These take no room until they are asked for.
    [[nodiscard]] QVBoxLayout* header();
    [[nodiscard]] QVBoxLayout* footer();

private:
    void addParts();
    void alignRight(int scrollableHeight);

    QWidget* m_top;
    QVBoxLayout* m_header;
    QScrollArea* m_middle;
    QVBoxLayout* m_contents;
    QWidget* m_bottom;
    QVBoxLayout* m_footer;
};

} // namespace viz
