#pragma once

#include "core/call/call_control.h"
#include "ui/page.h"

#include <optional>

namespace viz {

class IconButton;
class StatusLine;
class WrapLabel;

/// Why it is over, how long it was, how much data it took, and what to do next.
class EndedPage : public Page {
    Q_OBJECT

public:
    explicit EndedPage(QWidget* parent = nullptr);

    /// `stats`: the last picture of the call, or nothing if none took place.
    void show(const CallEnd& end, CallRole role, const std::optional<CallStats>& stats);

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void callAgainRequested();
    void homeRequested();

private:
    void addDetails();
    void addButtons();

    WrapLabel* m_title;
    WrapLabel* m_advice;
    StatusLine* m_length;
    IconButton* m_detailsButton;
    WrapLabel* m_details;
    IconButton* m_home;
    IconButton* m_again;
};

} // namespace viz
