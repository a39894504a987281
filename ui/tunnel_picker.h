#pragma once

#include "core/tunnel/tunnel_choice.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QGridLayout;

namespace viz {

class IconButton;

/// A button for each tunnel, one of them chosen: the first few in sight, the others under "More".
class TunnelPicker : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype kInSight = 3; ///< with "More" two rows of two

    explicit TunnelPicker(QWidget* parent = nullptr);

    /// In this order. Keeps what is chosen as long as it is there; else the first one is.
    void setChoices(const QList<TunnelChoice>& choices);
    /// nullptr: there is nothing to choose.
    [[nodiscard]] const TunnelChoice* chosen() const;
    [[nodiscard]] QWidget* chosenButton() const;

Q_SIGNALS:
    void chosenChanged();

private:
    void rebuild();
    void addButton(qsizetype index);
    void orderTabs();

    QList<TunnelChoice> m_choices;
    QButtonGroup* m_group; ///< ids are indexes into m_choices
    QGridLayout* m_first;
    IconButton* m_more;
    QWidget* m_others;
    QGridLayout* m_otherGrid;
};

/// What can be started at once before what cannot, then what is offered unasked before what is not; else as given.
[[nodiscard]] QList<TunnelChoice> easiestFirst(QList<TunnelChoice> choices);

} // namespace viz
