#pragma once

#include <QProcessEnvironment>
#include <QStringList>

namespace viz {

/// What a tunnel program gets of our environment: where things are, language, proxies, certificates, the ssh agent, and
/// the `extra` names of its row ("NGROK_*" stands for all that begin so). Everything else is nobody's business. Pure.
[[nodiscard]] QProcessEnvironment childEnvironment(const QProcessEnvironment& ours, const QStringList& extra);

} // namespace viz
