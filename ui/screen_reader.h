#pragma once

class QWidget;

namespace viz {

/// Has the accessible name of `widget` read out now, wherever the person is. For what cannot wait until they come by.
void tellScreenReader(QWidget* widget);

} // namespace viz
