#include "core/protocol/secret.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

/// libsodium has to be started before any test of this program.
class CryptoEnvironment : public testing::Environment {
    void SetUp() override { ASSERT_TRUE(initializeCrypto()); }
};

[[maybe_unused]] const auto* const registered = testing::AddGlobalTestEnvironment(new CryptoEnvironment);

} // namespace
} // namespace viz::test
