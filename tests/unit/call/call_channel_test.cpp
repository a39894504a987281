#include "core/call/byte_array.h"
#include "core/call/call_channel.h"
#include "core/protocol/record_sealer.h"
#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// A link whose other end is the test.
class FakeLink final : public Link {
public:
    explicit FakeLink(std::optional<CloseCode>& closed) : m_closed(closed) {}
    void send(const QByteArray&) override {}
    [[nodiscard]] qint64 bytesPending() const override { return 0; }
    void admit() override {}
    void close(CloseCode code) override { m_closed = code; }
    void abort() override {}

private:
    std::optional<CloseCode>& m_closed;
};

class CallChannelTest : public testing::Test {
protected:
    CallChannelTest() {
        auto owned = std::make_unique<FakeLink>(closed);
        link = owned.get();
        channel = std::make_unique<CallChannel>(std::move(owned), CallRole::Joiner, test::fixedKey(1), wires, clock);
        QObject::connect(channel.get(), &CallChannel::controlArrived,
                         [this](ControlType type) { heard.push_back(type); });
        QObject::connect(channel.get(), &CallChannel::over, [this](EndReason reason) { over.push_back(reason); });
    }

    void arrives(ControlType type) {
        Bytes plaintext;
        Bytes record;
        packControl({.type = type, .data = {}}, 64, plaintext);
        sealer.seal(plaintext, record);
        arrives(record);
    }
    void arrives(const Bytes& record) { Q_EMIT link->received(toByteArray(record)); }

    ManualClock clock{1h};
    CallWires wires;
    std::optional<CloseCode> closed;
    FakeLink* link = nullptr;
    std::unique_ptr<CallChannel> channel;
    RecordSealer sealer{test::fixedKey(1)};
    std::vector<ControlType> heard;
    std::vector<EndReason> over;
};

TEST_F(CallChannelTest, KeepsWhatComesBeforeSomebodyListens) {
    for (const ControlType type : {ControlType::Ringing, ControlType::Name, ControlType::Accept})
        arrives(type);
    EXPECT_TRUE(heard.empty());
    channel->start();
    EXPECT_EQ(heard, (std::vector{ControlType::Ringing, ControlType::Name, ControlType::Accept}));
    arrives(ControlType::Mute);
    EXPECT_EQ(heard.back(), ControlType::Mute);
}

TEST_F(CallChannelTest, TellsOfAnEndThatCameBeforeSomebodyListened) {
    arrives(ControlType::Decline);
    Q_EMIT link->closed({.reason = LinkEnd::Reason::ClosedByPeer, .closeCode = 4410, .detail = {}});
    EXPECT_TRUE(over.empty());
    channel->start();
    EXPECT_EQ(heard, (std::vector{ControlType::Decline}));
    EXPECT_EQ(over, (std::vector{EndReason::DeclinedThere}));
}

TEST_F(CallChannelTest, BoundsWhatItKeeps) {
    for (int i = 0; i < 500; ++i)
        arrives(Bytes(64));
    EXPECT_EQ(closed, std::nullopt);
    arrives(Bytes(64));
    EXPECT_EQ(closed, CloseCode::Throttled);
}

TEST_F(CallChannelTest, EndsAtTheFirstRecordThatDoesNotVerify) {
    channel->start();
    arrives(Bytes(64));
    EXPECT_EQ(closed, CloseCode::Authentication);
    arrives(ControlType::Accept);
    EXPECT_TRUE(heard.empty());
    EXPECT_EQ(over, (std::vector{EndReason::PeerMisbehaved}));
}

} // namespace
} // namespace viz
