#include "app/process_guard.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

class ProcessGuardTest : public testing::Test {
protected:
    static void SetUpTestSuite() { ASSERT_TRUE(initializeCrypto()); }

    QStringList take(std::vector<std::string> texts) {
        argv = std::move(texts);
        std::vector<char*> pointers;
        for (std::string& text : argv)
            pointers.push_back(text.data());
        return takeArguments(static_cast<int>(pointers.size()), pointers.data(), hidden);
    }

    HiddenTexts hidden;
    std::vector<std::string> argv; ///< as others see it afterwards
};

TEST_F(ProcessGuardTest, NobodySeesTheSecretOfAnyCommand) {
    for (const char* command : {"join", "host", "viz1:other#secret"}) {
        (void)take({"viz", command, "viz1:host#secret", "--name=a#b"});
        EXPECT_EQ(argv[2], "viz1:host#******");
        EXPECT_EQ(argv[3], "--name=a#*");
        EXPECT_EQ(argv[1].find("secret"), std::string::npos);
    }
}

TEST_F(ProcessGuardTest, TheInviteOfAJoinerIsHidden) {
    const QStringList arguments = take({"viz", "join", "viz1:host#secret", "--json"});
    EXPECT_EQ(arguments, (QStringList{u"viz"_qs, u"join"_qs, u"viz1:host#******"_qs, u"--json"_qs}));
    EXPECT_EQ(hidden.original(arguments[2]), "viz1:host#secret");
}

TEST_F(ProcessGuardTest, OtherCommandsAndOptionsGetWhatWasTyped) {
    EXPECT_EQ(take({"viz", "join", "--name=a#b"})[2], u"--name=a#b"_qs);
    EXPECT_EQ(take({"viz", "host", "--name", "a#b"})[3], u"a#b"_qs);
    EXPECT_EQ(take({"viz", "viz1:host#secret"})[1], u"viz1:host#secret"_qs);
    EXPECT_EQ(take({"viz"}), QStringList{u"viz"_qs});
}

} // namespace
} // namespace viz
