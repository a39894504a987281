#include "core/settings/settings_file.h"

#include "core/settings/settings_fields.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>
#include <QStringDecoder>

namespace viz {
namespace {

const auto kVersionKey = QLatin1StringView("settings/version");
constexpr int kMaxSetAside = 9;

enum class Verdict : std::uint8_t { Good, Missing, Broken, Newer, Unreadable };

/// QSettings makes any type of Qt of such a value, by QDataStream; Viz never writes one.
bool holdsSerializedObject(const QByteArray& text) {
    static const QRegularExpression pattern(QStringLiteral("^[^=\\n]*=\\s*\"?@(Variant|DateTime)\\("),
                                            QRegularExpression::MultilineOption);
    return pattern.match(QString::fromLatin1(text)).hasMatch();
}

bool isText(const QByteArray& bytes) {
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    return !decoder.hasError() && !text.contains(QChar::Null);
}

Verdict judgeBytes(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return Verdict::Missing;
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return Verdict::Unreadable;
    const QByteArray bytes = file.read(kMaxSettingsBytes + 1);
    const bool usable = bytes.size() <= kMaxSettingsBytes && isText(bytes) && !holdsSerializedObject(bytes);
    return usable ? Verdict::Good : Verdict::Broken;
}

// Sections are parsed when they are asked for; only then are mistakes in them found.
Verdict judgeFormat(const QSettings& file) {
    [[maybe_unused]] const QStringList allParsed = file.allKeys();
    if (file.status() == QSettings::AccessError)
        return Verdict::Unreadable;
    if (file.status() != QSettings::NoError)
        return Verdict::Broken;
    bool isNumber = false;
    const int version = file.value(kVersionKey, kSettingsVersion).toString().toInt(&isNumber);
    if (!isNumber || version < 1)
        return Verdict::Broken;
    return version > kSettingsVersion ? Verdict::Newer : Verdict::Good;
}

/// Takes a value only if it is one that Clamp would not change; remembers the keys of the others.
class Reader {
public:
    explicit Reader(const QSettings& file) : m_file(file) {}

    void text(QLatin1StringView key, QString& value, int maxChars) {
        read(key, [&](const QString& text) {
            const bool fits = text.size() <= maxChars && !hasControlCharacters(text);
            return assignIf(fits, value, text);
        });
    }
    void bytes(QLatin1StringView key, QByteArray& value, int maxChars) {
        read(key, [&](const QString& text) { // its length counts as Viz would write it
            const QByteArray found = QByteArray::fromPercentEncoding(text.toLatin1());
            return assignIf(found.toPercentEncoding().size() <= maxChars, value, found);
        });
    }
    void flag(QLatin1StringView key, bool& value) {
        read(key, [&](const QString& text) {
            const bool isTrue = text == QLatin1StringView("true");
            return assignIf(isTrue || text == QLatin1StringView("false"), value, isTrue);
        });
    }
    template<typename Number>
    void number(QLatin1StringView key, Number& value, Number min, Number max) {
        read(key, [&](const QString& text) {
            bool isNumber = false;
            const qlonglong number = text.toLongLong(&isNumber);
            return assignIf(isNumber && number >= min && number <= max, value, static_cast<Number>(number));
        });
    }
    template<typename Choice, std::size_t count>
    void choice(QLatin1StringView key, Choice& value, const ChoiceNames<Choice, count>& names) {
        read(key, [&](const QString& text) {
            for (const auto& [choice, name] : names) {
                if (name == text)
                    return assignIf(true, value, choice);
            }
            return false;
        });
    }

    [[nodiscard]] const QStringList& ignoredKeys() const { return m_ignored; }

private:
    template<typename Value>
    static bool assignIf(bool good, Value& target, const Value& value) {
        if (good)
            target = value;
        return good;
    }

    /// A list (a comma outside quotes) is none of our values.
    template<typename Take>
    void read(QLatin1StringView key, Take take) {
        const QVariant value = m_file.value(key);
        if (!value.isValid())
            return;
        if (value.metaType() != QMetaType::fromType<QString>() || !take(value.toString()))
            m_ignored += key;
    }

    const QSettings& m_file;
    QStringList m_ignored;
};

class Writer {
public:
    explicit Writer(QSettings& file) : m_file(file) {}

    void text(QLatin1StringView key, const QString& value, int) { m_file.setValue(key, value); }
    void bytes(QLatin1StringView key, const QByteArray& value, int) {
        m_file.setValue(key, QString::fromLatin1(value.toPercentEncoding()));
    }
    void flag(QLatin1StringView key, const bool& value) {
        m_file.setValue(key, QString(QLatin1StringView(value ? "true" : "false")));
    }
    template<typename Number>
    void number(QLatin1StringView key, const Number& value, Number, Number) {
        m_file.setValue(key, QString::number(value));
    }
    template<typename Choice, std::size_t count>
    void choice(QLatin1StringView key, const Choice& value, const ChoiceNames<Choice, count>& names) {
        for (const auto& [choice, name] : names) {
            if (choice == value)
                m_file.setValue(key, QString(name));
        }
    }

private:
    QSettings& m_file;
};

QString freeNameFor(const QString& path, QLatin1StringView ending) {
    const QString first = path + ending;
    if (!QFileInfo::exists(first))
        return first;
    for (int number = 2; number < kMaxSetAside; ++number) {
        if (const QString name = QStringLiteral("%1-%2").arg(first).arg(number); !QFileInfo::exists(name))
            return name;
    }
    const QString last = QStringLiteral("%1-%2").arg(first).arg(kMaxSetAside);
    QFile::remove(last);
    return last;
}

LoadedSettings setAside(const QString& path, SettingsNotice::Kind kind) {
    const bool newer = kind == SettingsNotice::Kind::Newer;
    const QString target = freeNameFor(path, QLatin1StringView(newer ? ".newer" : ".broken"));
    SettingsNotice notice{.kind = kind, .file = path, .setAside = target, .keys = {}};
    if (!QFile::rename(path, target))
        notice = {.kind = SettingsNotice::Kind::Unreadable, .file = path, .setAside = {}, .keys = {}};
    return {.settings = {}, .notice = notice};
}

LoadedSettings readFields(const QSettings& file, const QString& path) {
    LoadedSettings loaded;
    Reader reader(file);
    visitFields(loaded.settings, reader);
    if (!reader.ignoredKeys().isEmpty())
        loaded.notice = {
            .kind = SettingsNotice::Kind::ValuesIgnored, .file = path, .setAside = {}, .keys = reader.ignoredKeys()};
    return loaded;
}

} // namespace

LoadedSettings loadSettings(const QString& path) {
    switch (judgeBytes(path)) {
    case Verdict::Missing:
        return {};
    case Verdict::Good:
        break;
    default:
        return setAside(path, SettingsNotice::Kind::Broken);
    }
    const QSettings file(path, QSettings::IniFormat);
    switch (judgeFormat(file)) {
    case Verdict::Good:
        return readFields(file, path);
    case Verdict::Newer:
        return setAside(path, SettingsNotice::Kind::Newer);
    default:
        return setAside(path, SettingsNotice::Kind::Broken);
    }
}

bool saveSettings(const QString& path, const Settings& settings) {
    QSettings file(path, QSettings::IniFormat);
    file.setValue(kVersionKey, QString::number(kSettingsVersion));
    Writer writer(file);
    visitFields(settings, writer);
    file.sync();
    return file.status() == QSettings::NoError;
}

} // namespace viz
