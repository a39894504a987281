#pragma once

#include <QWidget>

class QVBoxLayout;

namespace viz {

inline constexpr int kGrid = 8; ///< every distance is a multiple of this many logical pixels

/// A page of the window: a column of contents, centred and no wider than is good to read, that scrolls if the window is
/// too low, and below it a part that always stays in sight.
class Page : public QWidget {
    Q_OBJECT

public:
    static constexpr int kColumnWidth = 480;

    explicit Page(QWidget* parent = nullptr);

    /// What should have the keyboard when the page appears; the page itself if this is nullptr.
    [[nodiscard]] virtual QWidget* firstFocus() { return nullptr; }

protected:
    [[nodiscard]] QVBoxLayout* contents() const { return m_contents; }
    /// Takes no room until it is asked for.
    [[nodiscard]] QVBoxLayout* footer();

private:
    QVBoxLayout* m_contents;
    QWidget* m_bottom;
    QVBoxLayout* m_footer;
};

} // namespace viz
