#include "app/remote/remote_message.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(RemoteMessageTest, EveryVerbSurvivesTheWay) {
    for (const RemoteVerbRow& row : kRemoteVerbs) {
        const auto request = unpackRequest(packRequest({.verb = row.verb, .address = u"viz1:a#b"_qs}));
        ASSERT_TRUE(request.has_value()) << row.word.data();
        EXPECT_EQ(request->verb, row.verb);
        EXPECT_EQ(request->address, u"viz1:a#b"_qs);
    }
}

TEST(RemoteMessageTest, ShowIsNothingToType) {
    EXPECT_FALSE(typedRemoteVerbs().contains(u"show"_qs));
    EXPECT_EQ(typedRemoteVerbs().size(), static_cast<qsizetype>(kRemoteVerbs.size()) - 1);
}

TEST(RemoteMessageTest, ReplySurvivesTheWay) {
    const auto reply = unpackReply(packReply({.done = true, .status = {{u"state"_qs, u"idle"_qs}}}));
    ASSERT_TRUE(reply.has_value());
    EXPECT_TRUE(reply->done);
    EXPECT_EQ(reply->status.value(u"state").toString(), u"idle"_qs);
}

TEST(RemoteMessageTest, RefusesWhatIsNoRequest) {
    const QByteArray tooLong = R"({"verb":"mute","address":")" + QByteArray(kMaxRemoteLine, 'a') + "\"}\n";
    for (const QByteArray& line :
         {QByteArray(), QByteArray("\n"), QByteArray("mute\n"), QByteArray("[\"mute\"]\n"), QByteArray("{}\n"),
          QByteArray(R"({"verb":7})"), QByteArray(R"({"verb":"MUTE"})"), QByteArray("\xff\xfe\x00\x01", 4), tooLong})
        EXPECT_FALSE(unpackRequest(line).has_value()) << line.left(40).constData();
}

TEST(RemoteMessageTest, RefusesWhatIsNoReply) {
    for (const QByteArray& line : {QByteArray("{}"), QByteArray(R"({"done":1,"status":{}})"),
                                   QByteArray(R"({"done":true})"), QByteArray(R"({"done":true,"status":[]})")})
        EXPECT_FALSE(unpackReply(line).has_value()) << line.constData();
}

} // namespace
} // namespace viz
