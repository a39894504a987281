#include "core/tunnel/tunnel_catalog.h"

#include "core/tunnel/builtin_providers.h"
#include "core/tunnel/provider_json.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>
#include <functional>

namespace viz {
namespace {

void readProviders(const QJsonValue& rows, const std::function<void(const TunnelProvider&)>& add,
                   QStringList& complaints) {
    if (!rows.isUndefined() && !rows.isArray())
        complaints += u"\"providers\" must be a list."_qs;
    int number = 0;
    for (const QJsonValue& row : rows.toArray()) {
        ++number;
        const QString id = row[u"id"_qs].toString();
        const QString name = isTunnelWord(id) ? u"The provider \"%1\""_qs.arg(id) : u"Provider %1"_qs.arg(number);
        if (const auto provider = providerFromJson(row.toObject()))
            add(*provider);
        else
            complaints += u"%1 %2."_qs.arg(name, provider.error());
    }
}

void readSettings(const QJsonValue& all, TunnelCatalog& catalog, QStringList& complaints) {
    if (!all.isUndefined() && !all.isObject())
        complaints += u"\"settings\" must be an object with a provider's id a field."_qs;
    const QJsonObject object = all.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const auto settings = settingsFromJson(entry->toObject());
        if (settings && entry->isObject())
            catalog.setSettings(entry.key(), *settings);
        else
            complaints += u"The settings of \"%1\" cannot be used: %2."_qs.arg(
                entry.key(), settings ? u"they must be an object"_qs : settings.error());
    }
}

void complainOfStrangers(const QJsonObject& root, QStringList& complaints) {
    for (const QString& key : root.keys()) {
        if (key != u"providers" && key != u"settings")
            complaints += u"Viz does not know the field \"%1\"."_qs.arg(key);
    }
}

} // namespace

TunnelCatalog::TunnelCatalog() : m_providers(builtinProviders()) {}

TunnelCatalog::Loaded TunnelCatalog::fromJson(const QByteArray& json) {
    Loaded loaded;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject()) {
        const QString reason = error.error == QJsonParseError::NoError ? u"not an object"_qs : error.errorString();
        loaded.complaints += u"It is not JSON as Viz expects it (%1, at byte %2)."_qs.arg(reason).arg(error.offset);
        return loaded;
    }
    const QJsonObject root = document.object();
    readProviders(
        root.value(u"providers"), [&](const TunnelProvider& row) { loaded.catalog.add(row); }, loaded.complaints);
    readSettings(root.value(u"settings"), loaded.catalog, loaded.complaints);
    complainOfStrangers(root, loaded.complaints);
    return loaded;
}

TunnelCatalog::Loaded TunnelCatalog::fromFile(const QString& path) {
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {.catalog = {}, .complaints = {u"It cannot be read: %1."_qs.arg(file.errorString())}};
    const QByteArray json = file.read(kMaxFileBytes + 1);
    if (json.size() > kMaxFileBytes)
        return {.catalog = {}, .complaints = {u"It is larger than %1 KiB."_qs.arg(kMaxFileBytes / 1024)}};
    return fromJson(json);
}

QString TunnelCatalog::defaultPath() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/viz/tunnels.json"_qs;
}

const TunnelProvider* TunnelCatalog::find(const QString& name) const {
    const auto equals = [&](const QString& other) { return other.compare(name, Qt::CaseInsensitive) == 0; };
    auto found = std::ranges::find_if(m_providers, equals, &TunnelProvider::id);
    if (found == m_providers.end())
        found = std::ranges::find_if(m_providers, equals, &TunnelProvider::program);
    return found == m_providers.end() ? nullptr : &*found;
}

TunnelSettings TunnelCatalog::settingsOf(const TunnelProvider& provider) const { return m_settings.value(provider.id); }

void TunnelCatalog::add(const TunnelProvider& provider) {
    const auto old = std::ranges::find(m_providers, provider.id, &TunnelProvider::id);
    if (old != m_providers.end())
        *old = provider;
    else
        m_providers.insert(m_userRows++, provider);
}

} // namespace viz
