#include "core/protocol/record_opener.h"
#include "core/protocol/record_sealer.h"
#include "core/protocol/safety_words.h"
#include "handshake_run.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace viz::test {
namespace {

using Vector = std::map<std::string, std::string>;

/// The block of `mode` in tests/vectors/viz1_vectors.txt.
Vector vectorOfMode(const std::string& mode) {
    std::ifstream file(VIZ_SOURCE_DIR "/tests/vectors/viz1_vectors.txt");
    Vector vector;
    std::string line;
    bool inBlock = false;
    while (std::getline(file, line)) {
        const std::size_t equals = line.find('=');
        if (line.starts_with('#') || equals == std::string::npos)
            continue;
        const std::string key = line.substr(0, equals);
        const std::string value = line.substr(equals + 1);
        if (key == "mode")
            inBlock = value == mode;
        if (inBlock)
            vector[key] = value;
    }
    return vector;
}

class Viz1Vectors : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        ASSERT_EQ(vector.size(), 18U);
        if (std::string(GetParam()) == "1")
            keys = testInviteKeys();
    }

    [[nodiscard]] const InviteKeys* linkKeys() const { return keys ? &*keys : nullptr; }
    [[nodiscard]] HostHandshake host() const { return {linkKeys(), linkKeys() == nullptr, hostEphemeral()}; }
    [[nodiscard]] JoinerHandshake joiner() const { return {linkKeys(), "Alice", joinerEphemeral()}; }

    Vector vector = vectorOfMode(GetParam());
    std::optional<InviteKeys> keys;
};

INSTANTIATE_TEST_SUITE_P(Modes, Viz1Vectors, testing::Values("0", "1"),
                         [](const auto& instance) { return std::string(instance.param) == "0" ? "Sas" : "Link"; });

TEST_P(Viz1Vectors, DerivesThePskAndThePath) {
    const InviteKeys derived = testInviteKeys();
    EXPECT_EQ(toHex(derived.psk.view()), vector["psk"]);
    EXPECT_EQ(derived.pathToken, "PhIx1lBaOsM"); // base64url of `path`
    EXPECT_EQ(vector["path"], "3e1231d6505a3ac3");
}

TEST_P(Viz1Vectors, JoinerWritesTheKnockAndTheOpen) {
    JoinerHandshake side = joiner();
    EXPECT_EQ(toHex(side.createKnock()), vector["M1"]);
    ASSERT_EQ(side.consumeOffer(fromHex(vector["M2"])), HandshakeVerdict::Ok);
    EXPECT_EQ(toHex(side.createOpen()), vector["M3"]);
}

TEST_P(Viz1Vectors, HostWritesTheOfferAndReadsTheOpen) {
    HostHandshake side = host();
    ASSERT_EQ(side.consumeKnock(fromHex(vector["M1"])), HandshakeVerdict::Ok);
    EXPECT_EQ(toHex(side.createOffer()), vector["M2"]);
    ASSERT_EQ(side.consumeOpen(fromHex(vector["M3"])), HandshakeVerdict::Ok);
    EXPECT_EQ(side.peerName(), "Alice");
}

TEST_P(Viz1Vectors, BothSidesDeriveTheKeys) {
    HostHandshake hostSide = host();
    JoinerHandshake joinerSide = joiner();
    const Outcome outcome = runHandshake(hostSide, joinerSide);
    ASSERT_TRUE(outcome.completed());
    EXPECT_EQ(toHex(outcome.host->sealing.view()), vector["k_h2j"]);
    EXPECT_EQ(toHex(outcome.host->opening.view()), vector["k_j2h"]);
    EXPECT_EQ(toHex(outcome.joiner->opening.view()), vector["k_h2j"]);
    EXPECT_EQ(toHex(outcome.joiner->sealing.view()), vector["k_j2h"]);
    for (const SessionKeys* keysOfSide : {&*outcome.host, &*outcome.joiner}) {
        EXPECT_EQ(keysOfSide->sas, std::stoull(vector["sas"], nullptr, 16));
        EXPECT_EQ(toHex(keysOfSide->resumePsk.view()), vector["resume_psk"]);
        EXPECT_EQ(toHex(keysOfSide->resumeId), vector["resume_id"]);
    }
}

TEST_P(Viz1Vectors, TheSasSelectsTheWords) {
    std::string words;
    for (const std::uint8_t index : safetyWordIndexes(std::stoull(vector["sas"], nullptr, 16))) {
        words += words.empty() ? "" : ",";
        words += std::to_string(index);
    }
    EXPECT_EQ(words, vector["words"]);
}

TEST_P(Viz1Vectors, RecordsBeforeAndAfterARekey) {
    RecordSealer sealer(SecretBytes(fromHex(vector["k_h2j"])));
    RecordOpener opener(SecretBytes(fromHex(vector["k_h2j"])));
    Bytes record;
    Bytes plaintext;
    for (int number = 0; number <= 4096; ++number) {
        sealer.seal(fromHex("01"), record);
        const auto expected = vector.find("rec_h2j[" + std::to_string(number) + "]");
        if (expected != vector.end()) {
            EXPECT_EQ(toHex(record), expected->second) << number;
        }
        ASSERT_TRUE(opener.open(record, plaintext)) << number;
        ASSERT_EQ(toHex(plaintext), "01") << number;
    }
}

} // namespace
} // namespace viz::test
