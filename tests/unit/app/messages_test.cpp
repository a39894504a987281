#include "app/messages.h"
#include "tests/unit/app/every_reason.h"

#include <QRegularExpression>
#include <QSet>

#include <gtest/gtest.h>

#include <map>

namespace viz {
namespace {

/// The table of docs/CLI.md, written out a second time.
const std::map<EndReason, int>& expectedStatuses() {
    static const std::map<EndReason, int> table{
        {EndReason::HungUpHere, 0},
        {EndReason::HungUpThere, 0},
        {EndReason::DurationReached, 0},
        {EndReason::WordsDiffer, 5},
        {EndReason::ConnectionLost, 7},
        {EndReason::PeerMisbehaved, 7},
        {EndReason::DeclinedThere, 6},
        {EndReason::Busy, 6},
        {EndReason::NoAnswer, 6},
        {EndReason::Throttled, 6},
        {EndReason::NotAuthentic, 5},
        {EndReason::InviteNeeded, 5},
        {EndReason::InviteUnknown, 5},
        {EndReason::VersionMismatch, 4},
        {EndReason::CannotListen, 4},
        {EndReason::TunnelFailed, 4},
        {EndReason::HostNotFound, 4},
        {EndReason::ConnectionRefused, 4},
        {EndReason::ConnectTimeout, 4},
        {EndReason::TlsFailed, 4},
        {EndReason::WebPage, 4},
        {EndReason::Redirected, 4},
        {EndReason::NotViz, 4},
        {EndReason::HandshakeTimeout, 4},
        {EndReason::NetworkError, 4},
        {EndReason::NoInputDevice, 3},
        {EndReason::NoOutputDevice, 3},
        {EndReason::DeviceNotFound, 3},
        {EndReason::DevicePermission, 3},
        {EndReason::DeviceFailed, 3},
        {EndReason::InputFileUnreadable, 3},
        {EndReason::OutputFileUnwritable, 3},
        {EndReason::Internal, 70},
    };
    return table;
}

CallEnd endOf(EndReason reason) { return {.reason = reason, .httpStatus = 0, .detail = {}}; }

TEST(ExitStatusOf, FollowsTheContractForEveryReason) {
    for (const EndReason reason : test::everyReason()) {
        ASSERT_TRUE(expectedStatuses().contains(reason)) << static_cast<int>(reason);
        EXPECT_EQ(static_cast<int>(exitStatusOf(reason)), expectedStatuses().at(reason)) << static_cast<int>(reason);
    }
    EXPECT_EQ(expectedStatuses().size(), test::everyReason().size());
}

TEST(WordFor, IsAWordOfItsOwnForEveryReason) {
    const QRegularExpression oneWord(QStringLiteral("^[a-z]+(-[a-z]+)*$"));
    QSet<QString> words;
    for (const EndReason reason : test::everyReason()) {
        EXPECT_TRUE(oneWord.match(wordFor(reason)).hasMatch()) << wordFor(reason).toStdString();
        words.insert(wordFor(reason));
    }
    EXPECT_EQ(static_cast<std::size_t>(words.size()), test::everyReason().size());
}

TEST(SentenceForCallEnd, SaysSomethingOfItsOwnForEveryReason) {
    QSet<QString> sentences;
    for (const EndReason reason : test::everyReason()) {
        const QString sentence = sentenceFor(endOf(reason));
        EXPECT_TRUE(sentence.endsWith(u'.') || sentence.endsWith(u'?')) << sentence.toStdString();
        sentences.insert(sentence);
    }
    EXPECT_EQ(static_cast<std::size_t>(sentences.size()), test::everyReason().size());
}

TEST(SentenceForCallEnd, NamesTheHttpStatus) {
    const CallEnd page{.reason = EndReason::WebPage, .httpStatus = 502, .detail = {}};
    EXPECT_TRUE(sentenceFor(page).contains(u"(status 502)"));
    const CallEnd redirect{.reason = EndReason::Redirected, .httpStatus = 307, .detail = {}};
    EXPECT_TRUE(sentenceFor(redirect).contains(u"(status 307)"));
    EXPECT_FALSE(sentenceFor(endOf(EndReason::WebPage)).contains(u"status"));
}

TEST(SentenceForCallEnd, KeepsTheDetailOnTheSameLine) {
    const CallEnd end{.reason = EndReason::CannotListen, .httpStatus = 0, .detail = QStringLiteral("port\nin use")};
    EXPECT_TRUE(sentenceFor(end).endsWith(u"(port in use)"));
}

TEST(SentenceForDeviceEvent, SaysWhatIsUsedNowOrThatNothingIs) {
    using Kind = DeviceEvent::Kind;
    struct Row {
        DeviceEvent event;
        const char* sentence;
    };
    const QString headset = QStringLiteral("Headset");
    for (const Row& row : {
             Row{{Kind::Replaced, true, headset}, "The microphone is gone; Headset is used instead."},
             Row{{Kind::Replaced, false, headset}, "The loudspeaker is gone; Headset is used instead."},
             Row{{Kind::Missing, true, {}}, "There is no microphone: the other side hears silence until there is one."},
             Row{{Kind::Missing, false, {}}, "There is no loudspeaker: nothing is heard here until there is one."},
             Row{{Kind::Returned, true, headset}, "Headset is the microphone again."},
         })
        EXPECT_EQ(sentenceFor(row.event), QString::fromLatin1(row.sentence));
    for (const bool input : {true, false}) {
        const QString denied = sentenceFor(DeviceEvent{Kind::Denied, input, {}});
#ifdef Q_OS_LINUX
        EXPECT_TRUE(denied.contains(u"sound server"));
#else
        EXPECT_TRUE(denied.contains(u"ettings"));
#endif
    }
    EXPECT_NE(sentenceFor(DeviceEvent{Kind::Denied, true, {}}), sentenceFor(DeviceEvent{Kind::Denied, false, {}}));
}

TEST(SentenceForCallNotice, SaysWhatHappensOrWhatToDo) {
    EXPECT_TRUE(sentenceFor(CallNotice::HedgingAdvised).contains(u"--robust"));
    EXPECT_TRUE(sentenceFor(CallNotice::HedgingAdvised).contains(u"twice the data"));
    EXPECT_TRUE(sentenceFor(CallNotice::RateRefused).contains(u"320 ms"));
    EXPECT_TRUE(sentenceFor(CallNotice::Howling).contains(u"muted"));
}

TEST(SentenceForAddressError, DiffersForEveryError) {
    QSet<QString> sentences;
    for (int error = 0; error <= static_cast<int>(AddressError::SecretMissing); ++error)
        sentences.insert(sentenceFor(static_cast<AddressError>(error)));
    EXPECT_EQ(sentences.size(), static_cast<int>(AddressError::SecretMissing) + 1);
}

TEST(SentenceForDeviceError, NamesTheDeviceOrFile) {
    for (const DeviceError error : {DeviceError::NotFound, DeviceError::PermissionDenied, DeviceError::CannotOpen,
                                    DeviceError::Lost, DeviceError::FileUnreadable, DeviceError::FileUnwritable})
        EXPECT_TRUE(sentenceFor(error, QStringLiteral("voice.wav")).contains(u"voice.wav"));
    EXPECT_FALSE(sentenceFor(DeviceError::NoDevice, {}).isEmpty());
}

TEST(SentenceForProfileFault, NamesTheLimits) {
    EXPECT_TRUE(sentenceFor(ProfileFault::None).isEmpty());
    EXPECT_TRUE(sentenceFor(ProfileFault::FramesPerMessage).contains(u"16"));
    EXPECT_TRUE(sentenceFor(ProfileFault::BatchTooLong).contains(u"640 ms"));
    EXPECT_TRUE(sentenceFor(ProfileFault::Bitrate).contains(u"6000 to 128000"));
    EXPECT_FALSE(sentenceFor(ProfileFault::RecordTooLarge).isEmpty());
}

} // namespace
} // namespace viz
