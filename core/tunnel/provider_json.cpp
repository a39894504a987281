#include "core/tunnel/provider_json.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace viz {
namespace {

constexpr qsizetype kMaxTexts = 64;
constexpr qsizetype kMaxTextChars = 2048;

/// Takes fields out of an object; the first mistake stays, and everything after it is empty.
class FieldReader {
public:
    explicit FieldReader(const QJsonObject& object) : m_object(object) {}

    QString text(const QString& key) {
        const QJsonValue value = m_object.take(key);
        if (value.isUndefined())
            return {};
        if (!value.isString() || value.toString().size() > kMaxTextChars)
            complain(u"needs a text as \"%1\""_qs.arg(key));
        return value.toString();
    }

    QString neededText(const QString& key) {
        const QString value = text(key);
        if (value.isEmpty())
            complain(u"needs \"%1\""_qs.arg(key));
        return value;
    }

    /// One text counts as a list of one.
    QStringList texts(const QString& key) {
        const QJsonValue value = m_object.take(key);
        if (value.isUndefined())
            return {};
        const QJsonArray array = value.isString() ? QJsonArray{value} : value.toArray();
        const auto isText = [](const QJsonValue& item) {
            return item.isString() && item.toString().size() <= kMaxTextChars;
        };
        if ((!value.isArray() && !value.isString()) || array.size() > kMaxTexts || !std::ranges::all_of(array, isText))
            complain(u"needs a list of texts as \"%1\""_qs.arg(key));
        QStringList list;
        for (const QJsonValue& item : array)
            list += item.toString();
        return list;
    }

    QStringList neededTexts(const QString& key) {
        const QStringList list = texts(key);
        if (list.isEmpty())
            complain(u"needs \"%1\""_qs.arg(key));
        return list;
    }

    bool truth(const QString& key, bool otherwise) {
        const QJsonValue value = m_object.take(key);
        if (!value.isUndefined() && !value.isBool())
            complain(u"needs true or false as \"%1\""_qs.arg(key));
        return value.toBool(otherwise);
    }

    QJsonObject object(const QString& key) {
        const QJsonValue value = m_object.take(key);
        if (!value.isUndefined() && !value.isObject())
            complain(u"needs an object as \"%1\""_qs.arg(key));
        return value.toObject();
    }

    void complain(const QString& what) {
        if (m_complaint.isEmpty())
            m_complaint = what;
    }

    [[nodiscard]] QString complaint() const {
        if (m_complaint.isEmpty() && !m_object.isEmpty())
            return u"has a field that Viz does not know: \"%1\""_qs.arg(m_object.keys().front());
        return m_complaint;
    }

private:
    QJsonObject m_object;
    QString m_complaint;
};

void readPatterns(FieldReader& fields, TunnelProvider& provider) {
    provider.addressLines = fields.texts(u"addressLines"_qs);
    for (const QString& line : provider.addressLines) {
        const QRegularExpression pattern(line);
        if (!pattern.isValid())
            fields.complain(u"has an address line that is no regular expression (%1)"_qs.arg(pattern.errorString()));
        else if (pattern.captureCount() == 0 && provider.knownAddress.isEmpty())
            fields.complain(u"has an address line without a (group) and no \"address\""_qs);
    }
}

void readHosts(FieldReader& fields, TunnelProvider& provider) {
    provider.hosts = fields.texts(u"hosts"_qs);
    provider.excludedHosts = fields.texts(u"excludedHosts"_qs);
    // "." or ".com" would let every address in.
    const auto isTooWide = [](const QString& host) { return host.lastIndexOf(u'.') <= 0; };
    if (std::ranges::any_of(provider.hosts, isTooWide))
        fields.complain(u"needs hosts like \".example.com\" or \"example.com\""_qs);
    if (provider.hosts.isEmpty() && provider.knownAddress.isEmpty())
        fields.complain(u"needs \"hosts\" or \"address\": where may its addresses be?"_qs);
}

void readTransport(FieldReader& fields, TunnelProvider& provider) {
    const QString transport = fields.text(u"transport"_qs);
    if (transport == u"tcp")
        provider.transport = TunnelProvider::Transport::PlainTcp;
    else if (!transport.isEmpty() && transport != u"https")
        fields.complain(u"needs \"https\" or \"tcp\" as \"transport\""_qs);
}

void readConsent(FieldReader& fields, TunnelProvider& provider) {
    const QString consent = fields.text(u"consent"_qs);
    if (consent == u"forwards")
        provider.consent = TunnelConsent::RelayOnlyForwards;
    else if (consent == u"own")
        provider.consent = TunnelConsent::OwnServer;
    else if (!consent.isEmpty() && consent != u"relay")
        fields.complain(u"needs \"relay\", \"forwards\" or \"own\" as \"consent\""_qs);
}

std::optional<TunnelApiRow::Format> formatNamed(const QString& name) {
    using Format = TunnelApiRow::Format;
    static const QHash<QString, Format> formats{{u""_qs, Format::None},
                                                {u"hostname"_qs, Format::Hostname},
                                                {u"ngrok"_qs, Format::NgrokTunnels},
                                                {u"urls"_qs, Format::UrlList}};
    const auto found = formats.find(name);
    return found == formats.end() ? std::nullopt : std::optional{*found};
}

void readApi(FieldReader& fields, TunnelProvider& provider) {
    const QJsonObject object = fields.object(u"api"_qs);
    if (object.isEmpty())
        return;
    FieldReader api(object);
    TunnelApiRow row;
    if (const QString port = api.text(u"port"_qs); !port.isEmpty())
        row.port = port;
    row.addressPath = api.text(u"addressPath"_qs);
    row.readyPath = api.text(u"readyPath"_qs);
    const auto format = formatNamed(api.text(u"format"_qs));
    if (!format || (*format == TunnelApiRow::Format::None) != row.addressPath.isEmpty())
        api.complain(u"needs \"addressPath\" with \"hostname\", \"ngrok\" or \"urls\" as \"format\""_qs);
    if (row.port != u"{apiPort}" && row.port.toUShort() == 0)
        api.complain(u"needs a port number or \"{apiPort}\" as \"port\""_qs);
    row.format = format.value_or(TunnelApiRow::Format::None);
    if (!api.complaint().isEmpty())
        fields.complain(u"has an \"api\" that "_qs + api.complaint());
    provider.api = row;
}

/// Names and values end up in an HTTP request as they are.
bool isHeader(const QString& name, const QString& value) {
    static const QRegularExpression token(u"\\A[A-Za-z0-9-]+\\z"_qs);
    static const QRegularExpression visible(u"\\A[ -~]*\\z"_qs);
    return token.match(name).hasMatch() && visible.match(value).hasMatch();
}

void readHeaders(FieldReader& fields, TunnelProvider& provider) {
    const QJsonObject headers = fields.object(u"headers"_qs);
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        if (!header->isString() || !isHeader(header.key(), header->toString()))
            fields.complain(u"has a header that cannot be sent: \"%1\""_qs.arg(header.key()));
        provider.headers[header.key().toLatin1()] = header->toString().toLatin1();
    }
}

void readNames(FieldReader& fields, TunnelProvider& provider) {
    provider.id = fields.neededText(u"id"_qs);
    if (!isTunnelWord(provider.id))
        fields.complain(u"needs an \"id\" of letters, digits, '-' and '.'"_qs);
    provider.name = fields.text(u"name"_qs);
    if (provider.name.isEmpty())
        provider.name = provider.id;
    provider.program = fields.neededText(u"program"_qs);
}

void readCommand(FieldReader& fields, TunnelProvider& provider) {
    provider.arguments = fields.neededTexts(u"arguments"_qs);
    provider.fallbackArguments = fields.texts(u"fallbackArguments"_qs);
    provider.settings = fields.texts(u"settings"_qs);
    provider.optionalSettings = fields.texts(u"optionalSettings"_qs);
    if (!std::ranges::all_of(provider.settings + provider.optionalSettings, isTunnelWord))
        fields.complain(u"needs settings with names of letters, digits, '-' and '.'"_qs);
    provider.knownAddress = fields.text(u"address"_qs);
    provider.environment = fields.texts(u"environment"_qs);
}

void readProse(FieldReader& fields, TunnelProvider& provider) {
    provider.limits = fields.text(u"limits"_qs);
    provider.privacy = fields.text(u"privacy"_qs);
    provider.needsAccount = fields.truth(u"needsAccount"_qs, false);
    provider.isOffered = fields.truth(u"isOffered"_qs, true);
}

/// Something must tell when the tunnel stands.
void checkFindable(FieldReader& fields, const TunnelProvider& provider) {
    const bool apiTells = provider.api && provider.api->format != TunnelApiRow::Format::None;
    if (provider.addressLines.isEmpty() && !apiTells)
        fields.complain(u"needs \"addressLines\" or an \"api\": how does Viz find the address?"_qs);
}

} // namespace

tl::expected<TunnelProvider, QString> providerFromJson(const QJsonObject& row) {
    FieldReader fields(row);
    TunnelProvider provider;
    readNames(fields, provider);
    readCommand(fields, provider);
    readTransport(fields, provider);
    readPatterns(fields, provider);
    readHosts(fields, provider);
    readApi(fields, provider);
    readHeaders(fields, provider);
    readConsent(fields, provider);
    readProse(fields, provider);
    checkFindable(fields, provider);
    if (const QString complaint = fields.complaint(); !complaint.isEmpty())
        return tl::make_unexpected(complaint);
    return provider;
}

tl::expected<TunnelSettings, QString> settingsFromJson(const QJsonObject& settings) {
    FieldReader fields(settings);
    TunnelSettings values;
    for (const QString& name : settings.keys()) {
        if (!isTunnelWord(name))
            fields.complain(u"has a name that no setting has: \"%1\""_qs.arg(name));
        values[name] = fields.texts(name);
    }
    if (const QString complaint = fields.complaint(); !complaint.isEmpty())
        return tl::make_unexpected(complaint);
    return values;
}

} // namespace viz
