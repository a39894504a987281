#pragma once

#include "core/settings/settings.h"

namespace viz::test {

/// With no value that is the usual one.
inline Settings unusualSettings() {
    return {.hasName = true,
            .name = QString::fromUtf8("Ве́ра = \"; 東京, @Variant(x)"),
            .sound = {.inputId = "alsa_input.pci-0000 [=;,%\"\\\xff\n",
                      .outputId = "@ByteArray(out)",
                      .echo = EchoChoice::HalfDuplex,
                      .suppressNoise = false,
                      .automaticGain = false,
                      .levelPeer = false,
                      .peerVolumePercent = 200},
            .talking = {.mode = TalkChoice::PushToTalk,
                        .key = QStringLiteral("Ctrl+,"),
                        .keyScanCode = 59,
                        .keyEverywhere = true,
                        .startMuted = true,
                        .callSounds = false},
            .network = {.port = 0,
                        .listenAddress = QStringLiteral("::1"),
                        .profile = ProfileChoice::Saver,
                        .sizes = SizeChoice::Smallest,
                        .twoConnections = true,
                        .monthlyBudgetMb = 2000},
            .privacy = {.onlyInvited = true, .log = LogChoice::Everything},
            .look = {.theme = ThemeChoice::Dark, .language = LanguageChoice::Russian},
            .usage = {.month = 24'314, .bytes = 123'456'789'012}};
}

} // namespace viz::test
