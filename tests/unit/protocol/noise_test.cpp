#include "core/protocol/aead.h"
#include "core/protocol/noise.h"
#include "hex.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <vector>

namespace viz::test {
namespace {

struct NoiseVector {
    std::map<std::string, std::string> fields;
    std::vector<std::pair<std::string, std::string>> messages; ///< payload, ciphertext
};

constexpr const char* kPublicVectors = VIZ_SOURCE_DIR "/../shared/vectors/noise_nn_blake2b.json";

/// Everything between quotation marks.
std::vector<std::string> quotedStrings(const std::string& json) {
    std::vector<std::string> strings;
    std::istringstream rest(json);
    std::string skipped;
    std::string quoted;
    while (std::getline(rest, skipped, '"') && std::getline(rest, quoted, '"'))
        strings.push_back(quoted);
    return strings;
}

void readField(const std::string& key, const std::string& value, std::vector<NoiseVector>& vectors) {
    if (key == "protocol_name")
        vectors.emplace_back();
    if (vectors.empty())
        return;
    NoiseVector& vector = vectors.back();
    if (key == "payload")
        vector.messages.emplace_back(value, "");
    else if (key == "ciphertext")
        vector.messages.back().second = value;
    else
        vector.fields[key] = value;
}

/// Reads the vectors' one regular layout, which is less than JSON: a key is followed by one value, be it in a list,
/// except for the two lists of objects.
std::vector<NoiseVector> parseVectors(const std::string& json) {
    std::vector<NoiseVector> vectors;
    std::string key;
    for (const std::string& text : quotedStrings(json)) {
        if (key.empty() && (text == "vectors" || text == "messages"))
            continue;
        if (key.empty()) {
            key = text;
            continue;
        }
        readField(key, text, vectors);
        key.clear();
    }
    return vectors;
}

std::optional<SecretBytes> pskOf(NoiseVector& vector, const std::string& key) {
    if (!vector.fields.contains(key))
        return std::nullopt;
    return SecretBytes(fromHex(vector.fields[key]));
}

NoiseNN sideOf(NoiseVector& vector, const std::string& side) {
    const std::optional<SecretBytes> psk = pskOf(vector, side + "_psks");
    return {fromHex(vector.fields[side + "_prologue"]), psk ? &*psk : nullptr,
            SecretBytes(fromHex(vector.fields[side + "_ephemeral"]))};
}

std::string sealed(const SecretBytes& key, std::uint64_t number, const Bytes& payload) {
    Bytes out(payload.size() + wire::kTagBytes);
    aeadSeal({.key = key.view(), .number = number, .associatedData = {}}, payload, out);
    return toHex(out);
}

void expectVector(NoiseVector& vector) {
    NoiseNN initiator = sideOf(vector, "init");
    NoiseNN responder = sideOf(vector, "resp");
    ASSERT_GE(vector.messages.size(), 4U);
    const auto& [firstPayload, first] = vector.messages[0];
    EXPECT_EQ(toHex(initiator.writeFirst(fromHex(firstPayload))), first);
    EXPECT_EQ(toHex(responder.readFirst(fromHex(first)).value()), firstPayload);
    const auto& [secondPayload, second] = vector.messages[1];
    EXPECT_EQ(toHex(responder.writeSecond(fromHex(secondPayload)).value()), second);
    EXPECT_EQ(toHex(initiator.readSecond(fromHex(second)).value()), secondPayload);
    EXPECT_EQ(toHex(initiator.handshakeHash()), vector.fields["handshake_hash"]);
    EXPECT_EQ(toHex(responder.handshakeHash()), vector.fields["handshake_hash"]);

    const auto keys = initiator.split();
    for (std::size_t i = 2; i < vector.messages.size(); ++i) {
        const auto& [payload, ciphertext] = vector.messages[i];
        const SecretBytes& key = i % 2 == 0 ? keys.first : keys.second;
        EXPECT_EQ(sealed(key, (i - 2) / 2, fromHex(payload)), ciphertext) << i;
    }
}

TEST(Noise, PublicVectorsOfNNAndNNpsk0) {
    std::ifstream file(kPublicVectors);
    if (!file)
        GTEST_SKIP() << "the public Noise vectors (cacophony, NN and NNpsk0 with BLAKE2b) are not there: "
                     << kPublicVectors;
    std::ostringstream text;
    text << file.rdbuf();
    std::vector<NoiseVector> vectors = parseVectors(text.str());
    ASSERT_EQ(vectors.size(), 2U);
    for (NoiseVector& vector : vectors) {
        SCOPED_TRACE(vector.fields["protocol_name"]);
        EXPECT_EQ(vector.fields.contains("init_psks"),
                  vector.fields["protocol_name"].find("psk0") != std::string::npos);
        expectVector(vector);
    }
}

TEST(Noise, PayloadsArriveAndBothSidesAgree) {
    for (const bool withPsk : {false, true}) {
        const SecretBytes psk = SecretBytes::random(32);
        NoiseNN initiator({}, withPsk ? &psk : nullptr, SecretBytes::random(32));
        NoiseNN responder({}, withPsk ? &psk : nullptr, SecretBytes::random(32));
        EXPECT_EQ(responder.readFirst(initiator.writeFirst(fromHex("0102"))), fromHex("0102"));
        EXPECT_EQ(initiator.readSecond(responder.writeSecond(fromHex("03")).value()), fromHex("03"));
        EXPECT_EQ(toHex(initiator.split().first.view()), toHex(responder.split().first.view()));
        EXPECT_EQ(toHex(initiator.split().second.view()), toHex(responder.split().second.view()));
        EXPECT_NE(toHex(initiator.split().first.view()), toHex(initiator.split().second.view()));
    }
}

TEST(Noise, RefusesAnotherPskPrologueOrAShortMessage) {
    const SecretBytes psk = SecretBytes::random(32);
    const SecretBytes otherPsk = SecretBytes::random(32);
    NoiseNN initiator(fromHex("aa"), &psk, SecretBytes::random(32));
    const Bytes first = initiator.writeFirst({});
    const auto read = [&first](std::string_view prologue, const SecretBytes& key, std::size_t size) {
        NoiseNN responder(fromHex(prologue), &key, SecretBytes::random(32));
        return responder.readFirst(ByteView(first).first(size));
    };
    EXPECT_TRUE(read("aa", psk, first.size()).has_value());
    EXPECT_EQ(read("aa", otherPsk, first.size()).error(), NoiseFault::BadTag);
    EXPECT_EQ(read("ab", psk, first.size()).error(), NoiseFault::BadTag);
    for (std::size_t size = 0; size < wire::kPublicKeyBytes; ++size)
        EXPECT_EQ(read("aa", psk, size).error(), NoiseFault::TooShort);
    for (std::size_t size = wire::kPublicKeyBytes; size < first.size(); ++size)
        EXPECT_EQ(read("aa", psk, size).error(), NoiseFault::BadTag);
}

} // namespace
} // namespace viz::test
