#include "app/hidden_texts.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

class HiddenTextsTest : public testing::Test {
protected:
    static void SetUpTestSuite() { ASSERT_TRUE(initializeCrypto()); }

    HiddenTexts hidden;
};

TEST_F(HiddenTextsTest, ShowsStarsBehindTheHash) {
    EXPECT_EQ(hidden.hide("viz1:host#secret"), u"viz1:host#******"_qs);
    EXPECT_EQ(hidden.hide("#"), u"#"_qs);
    EXPECT_EQ(hidden.hide("a#b#c"), u"a#***"_qs);
    EXPECT_EQ(hidden.hide("nothing to hide"), u"nothing to hide"_qs);
    EXPECT_EQ(hidden.hide(""), QString());
}

TEST_F(HiddenTextsTest, GivesBackWhatATextStandsFor) {
    const QString one = hidden.hide("viz1:host#secret");
    const QString other = hidden.hide("viz1:m\xc3\xbcnchen#other!");
    EXPECT_EQ(hidden.original(one), "viz1:host#secret");
    EXPECT_EQ(hidden.original(other), "viz1:m\xc3\xbcnchen#other!");
}

TEST_F(HiddenTextsTest, TextsThatLookAlikeAreToldApart) {
    const QString one = hidden.hide("viz1:host#secret");
    const QString other = hidden.hide("viz1:host#geheim");
    EXPECT_NE(one, other);
    EXPECT_EQ(hidden.original(one), "viz1:host#secret");
    EXPECT_EQ(hidden.original(other), "viz1:host#geheim");
}

TEST_F(HiddenTextsTest, OtherTextsStandForThemselves) {
    (void)hidden.hide("viz1:host#secret");
    for (const QString& text : {u"viz1:host#secret"_qs, u"viz1:host#*****"_qs, u"viz1:host#"_qs, QString()})
        EXPECT_EQ(hidden.original(text), std::nullopt) << text.toStdString();
}

} // namespace
} // namespace viz
