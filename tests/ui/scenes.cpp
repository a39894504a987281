#include "tests/ui/scenes.h"

#include "tests/support/wait_for.h"
#include "ui/home_page.h"
#include "ui/hosting_page.h"
#include "ui/wrap_label.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace viz::test {
namespace {

void enterHosting(Stage& stage) {
    stage.call().host(Stage::defaultsForTests().host);
    stage.call().listenOn(8443);
    stage.call().setInvite(u"viz1+ws:127.0.0.1:8443#AAECAwQFBgcICQoLDA0ODxVJ"_s);
}

void enterHostingReady(Stage& stage) {
    enterHosting(stage);
    stage.find<HostingPage>()->findChild<QLineEdit*>()->setText(u"https://abc-def.trycloudflare.com"_s);
    stage.call().setInvite(someInvite());
}

void enterConnecting(Stage& stage) {
    stage.find<HomePage>()->setJoinAddress(someInvite());
    Q_EMIT stage.find<HomePage>()->joinRequested();
}

void enterRingingThere(Stage& stage) {
    enterConnecting(stage);
    stage.call().setPeer(somePeer(Verification::ByInvite));
    stage.call().setState(CallState::Ringing);
}

void enterIncoming(Stage& stage, const PeerInfo& peer) {
    enterHosting(stage);
    stage.call().setPeer(peer);
    stage.call().setState(CallState::Ringing);
}

void enterCall(Stage& stage, const PeerInfo& peer, double delayMs) {
    enterIncoming(stage, peer);
    stage.call().nextStats = someStats(delayMs);
    stage.call().accept();
}

void enterEnded(Stage& stage, const CallEnd& end) {
    enterCall(stage, somePeer(Verification::ByInvite), 142);
    stage.call().end(end);
}

void enterFailed(Stage& stage, const CallEnd& end) {
    enterConnecting(stage);
    stage.call().end(end);
}

void openDetails(Stage& stage) {
    for (QAbstractButton* button : stage.window().findChildren<QAbstractButton*>()) {
        if (button->isVisibleTo(&stage.window()) && button->isCheckable())
            button->setChecked(true);
    }
}

PeerInfo mutedPeer() {
    PeerInfo peer = somePeer(Verification::ByWords);
    peer.muted = true;
    return peer;
}

PeerInfo peerWithLongName() {
    PeerInfo peer = somePeer(Verification::Unverified);
    peer.name = u"Wolfeschlegelsteinhausenbergerdorff<b>Hubert</b>"_s;
    return peer;
}

QString widgetText(const QWidget* widget) {
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        return button->text();
    if (const auto* field = qobject_cast<const QLineEdit*>(widget))
        return field->text();
    if (const auto* field = qobject_cast<const QPlainTextEdit*>(widget))
        return field->toPlainText();
    if (const auto* list = qobject_cast<const QComboBox*>(widget))
        return list->currentText();
    return {};
}

bool hasRoom(const QPlainTextEdit& field) {
    const int lines = static_cast<int>(field.document()->size().height());
    const bool showsAll = field.viewport()->height() >= lines * field.fontMetrics().lineSpacing();
    return showsAll && field.geometry().bottom() < field.parentWidget()->height();
}

bool hasRoom(const QWidget* widget) {
    if (const auto* field = qobject_cast<const QPlainTextEdit*>(widget))
        return hasRoom(*field);
    if (const auto* label = qobject_cast<const WrapLabel*>(widget))
        return label->height() >= label->heightForWidth(label->width());
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->width() >= label->sizeHint().width() && label->height() >= label->fontMetrics().height();
    if (const auto* button = qobject_cast<const QPushButton*>(widget))
        return button->width() >= button->minimumSizeHint().width();
    return true;
}

} // namespace

QString firstCutText(const QWidget& window) {
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (widget->isVisible() && !hasRoom(widget))
            return widgetText(widget);
    }
    return {};
}

Stage::Stage(const WindowDefaults& defaults)
    : m_call(std::make_unique<FakeCall>())
    , m_catalog(std::make_unique<DeviceCatalog>())
    , m_window(std::make_unique<MainWindow>(*m_call, *m_catalog, defaults)) {
    find<HomePage>()->setDevices(someDevices());
    m_window->show();
    m_window->activateWindow(); // shortcuts work in the active window only
    if (!waitFor([this] { return m_window->isActiveWindow(); }))
        qFatal("the window did not become active");
}

QWidget* Stage::named(const QString& name) const {
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool matches = widget->accessibleName() == name || (button != nullptr && button->text() == name);
        if (matches && widget->isVisible())
            return widget;
    }
    return nullptr;
}

QString Stage::page() const {
    const QString name = QString::fromLatin1(find<QStackedWidget>()->currentWidget()->metaObject()->className());
    return name.section(u"::"_s, -1);
}

QString Stage::visibleText() const {
    QStringList texts;
    for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (widget->isVisible())
            texts += widgetText(widget);
    }
    return texts.join(u'\n');
}

WindowDefaults Stage::defaultsForTests() {
    WindowDefaults defaults;
    defaults.host.voice.name = u"Bob"_s;
    return defaults;
}

QList<Scene> allScenes() {
    return {
        {u"home"_s, [](Stage&) {}},
        {u"home-no-devices"_s, [](Stage& stage) { stage.find<HomePage>()->setDevices({}); }},
        {u"home-invite"_s, [](Stage& stage) { stage.find<HomePage>()->setJoinAddress(someInvite()); }},
        {u"home-cut-invite"_s, [](Stage& stage) { stage.find<HomePage>()->setJoinAddress(someInvite().chopped(3)); }},
        {u"hosting"_s, enterHosting},
        {u"hosting-ready"_s, enterHostingReady},
        {u"connecting"_s, enterConnecting},
        {u"connecting-rings"_s, enterRingingThere},
        {u"incoming-invite"_s, [](Stage& stage) { enterIncoming(stage, somePeer(Verification::ByInvite)); }},
        {u"incoming-stranger"_s, [](Stage& stage) { enterIncoming(stage, peerWithLongName()); }},
        {u"call"_s, [](Stage& stage) { enterCall(stage, somePeer(Verification::ByInvite), 142); }},
        {u"call-unverified"_s, [](Stage& stage) { enterCall(stage, peerWithLongName(), 310); }},
        {u"call-muted-details"_s,
         [](Stage& stage) {
             enterCall(stage, mutedPeer(), 612);
             stage.call().setMuted(true);
             openDetails(stage);
         }},
        {u"call-close"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.window().close();
         }},
        {u"ended"_s, [](Stage& stage) { enterEnded(stage, {.reason = EndReason::HungUpThere, .detail = {}}); }},
        {u"ended-web-page"_s,
         [](Stage& stage) {
             enterFailed(stage, {.reason = EndReason::WebPage, .httpStatus = 502, .detail = u"Bad Gateway"_s});
             openDetails(stage);
         }},
        {u"ended-words-differ"_s,
         [](Stage& stage) { enterEnded(stage, {.reason = EndReason::WordsDiffer, .detail = {}}); }},
    };
}

PeerInfo somePeer(Verification verification) {
    return {.name = u"Alice"_s, .verification = verification, .wordIndexes = {0, 19, 26, 43, 57}, .muted = false};
}

CallStats someStats(double totalDelayMs) {
    CallStats stats;
    stats.sinceConnected = 724s;
    stats.sent.bytes = 3'412'000;
    stats.received.bytes = 3'380'000;
    stats.sent.inputLevelDbfs = -18;
    stats.playout.outputLevelDbfs = -30;
    stats.delay = {.captureMs = 10,
                   .batchMs = 26,
                   .networkMs = 31,
                   .jitterBufferMs = totalDelayMs - 92,
                   .outputMs = 25,
                   .totalMs = totalDelayMs};
    return stats;
}

QList<DeviceInfo> someDevices() {
    using enum DeviceInfo::Direction;
    return {{.id = "mic-a", .name = u"Built-in Audio Analog Stereo"_s, .direction = Input, .isDefault = true},
            {.id = "mic-b", .name = u"USB Headset"_s, .direction = Input, .isDefault = false},
            {.id = "out-a", .name = u"Built-in Audio Analog Stereo"_s, .direction = Output, .isDefault = true},
            {.id = "out-b", .name = u"USB Headset"_s, .direction = Output, .isDefault = false}};
}

QString someInvite() {
    std::array<std::byte, kInviteSecretBytes> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(i * 17);
    const HostAddress address{
        .security = HostAddress::Security::Tls, .host = "abc-def.trycloudflare.com", .port = 0, .prefix = {}};
    return QString::fromStdString(formatInvite(address, SecretBytes{ByteView{bytes}}));
}

} // namespace viz::test
