#include "core/tunnel/builtin_providers.h"
#include "core/tunnel/tunnel_words.h"

#include <QSet>

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(TunnelWords, HaveASentenceForEveryFault) {
    QSet<QString> sentences;
    for (int fault = 0; fault <= static_cast<int>(TunnelFault::Ended); ++fault) {
        const QString sentence =
            TunnelWords::ofFault(static_cast<TunnelFault>(fault), builtinProviders().front(), u"server"_qs);
        EXPECT_TRUE(sentence.endsWith(u'.')) << fault;
        EXPECT_FALSE(sentence.contains(u'%')) << sentence.toStdString();
        sentences += sentence;
    }
    EXPECT_EQ(sentences.size(), static_cast<int>(TunnelFault::Ended) + 1);
}

TEST(TunnelWords, HaveASentenceForEveryVerdict) {
    QSet<QString> sentences;
    for (int verdict = 0; verdict <= static_cast<int>(ProbeVerdict::WrongProof); ++verdict) {
        const QString sentence = TunnelWords::ofReport({.verdict = static_cast<ProbeVerdict>(verdict), .status = 200});
        EXPECT_TRUE(sentence.endsWith(u'.')) << verdict;
        EXPECT_FALSE(sentence.contains(u'%')) << sentence.toStdString();
        sentences += sentence;
    }
    EXPECT_EQ(sentences.size(), static_cast<int>(ProbeVerdict::WrongProof) + 1);
}

TEST(TunnelWords, AskForConsentByName) {
    for (const TunnelProvider& provider : builtinProviders()) {
        const QString question = TunnelWords::ofConsent(provider);
        EXPECT_EQ(question.contains(provider.name), provider.consent != TunnelConsent::OwnServer);
        EXPECT_FALSE(question.contains(u'%')) << question.toStdString();
    }
}

TEST(TunnelWords, AreEnglishWithoutATranslator) {
    const TunnelProvider provider = builtinProviders().front();
    EXPECT_EQ(TunnelWords::limitsOf(provider), provider.limits);
    EXPECT_EQ(TunnelWords::privacyOf(provider), provider.privacy);
}

} // namespace
} // namespace viz
