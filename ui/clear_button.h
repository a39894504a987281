#pragma once

class QLineEdit;
class QString;

namespace viz {

/// A button inside `field` that empties it. `name`: for screen readers.
void addClearButton(QLineEdit& field, const QString& name);

} // namespace viz
