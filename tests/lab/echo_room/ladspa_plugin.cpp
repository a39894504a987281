// The room as a LADSPA plugin, so that PulseAudio runs it between a loudspeaker and a microphone of its own card: on
// the card's clock, to the sample, without a queue that a late process could let run dry.
//
// Of a stereo sink, the right channel goes through as it is: the loudspeaker. The left one is replaced by what the
// microphone hears of it.

#include "tests/lab/echo_room/room.h"

#include <ladspa.h>

#include <array>
#include <cstddef>
#include <optional>

namespace {

using viz::lab::Room;

enum Port : unsigned long { LeftIn, RightIn, LeftOut, RightOut, DelayMs, GainDb, Drive, PortCount };

struct Instance {
    double sampleRate;
    std::array<LADSPA_Data*, PortCount> ports{};
    std::optional<Room> room{};

    [[nodiscard]] double control(Port port) const { return static_cast<double>(*ports[port]); }
    /// The controls are known only when the sound begins.
    Room& itsRoom() {
        if (!room)
            room.emplace(Room::Config{.sampleRate = sampleRate,
                                      .delayMs = control(DelayMs),
                                      .gainDb = control(GainDb),
                                      .drive = control(Drive)});
        return *room;
    }
};

LADSPA_Handle instantiate(const LADSPA_Descriptor* /*descriptor*/, unsigned long sampleRate) {
    return new Instance{.sampleRate = static_cast<double>(sampleRate)};
}

void connectPort(LADSPA_Handle handle, unsigned long port, LADSPA_Data* data) {
    static_cast<Instance*>(handle)->ports.at(port) = data;
}

void activate(LADSPA_Handle handle) {
    if (auto& room = static_cast<Instance*>(handle)->room)
        room->reset();
}

void run(LADSPA_Handle handle, unsigned long count) {
    Instance& instance = *static_cast<Instance*>(handle);
    Room& room = instance.itsRoom();
    for (unsigned long i = 0; i < count; ++i) {
        const float played = instance.ports[RightIn][i];
        instance.ports[LeftOut][i] = room.next(played);
        instance.ports[RightOut][i] = played;
    }
}

void cleanup(LADSPA_Handle handle) { delete static_cast<Instance*>(handle); }

constexpr std::array<LADSPA_PortDescriptor, PortCount> kPorts{
    LADSPA_PORT_INPUT | LADSPA_PORT_AUDIO,   LADSPA_PORT_INPUT | LADSPA_PORT_AUDIO,
    LADSPA_PORT_OUTPUT | LADSPA_PORT_AUDIO,  LADSPA_PORT_OUTPUT | LADSPA_PORT_AUDIO,
    LADSPA_PORT_INPUT | LADSPA_PORT_CONTROL, LADSPA_PORT_INPUT | LADSPA_PORT_CONTROL,
    LADSPA_PORT_INPUT | LADSPA_PORT_CONTROL,
};
constexpr std::array<const char*, PortCount> kPortNames{"Left in",  "Right in", "Left out", "Right out",
                                                        "Delay ms", "Gain dB",  "Drive"};
constexpr std::array<LADSPA_PortRangeHint, PortCount> kHints{};

constexpr LADSPA_Descriptor kDescriptor{.UniqueID = 0,
                                        .Label = "viz_echo_room",
                                        .Properties = 0,
                                        .Name = "Echo room of the Viz lab",
                                        .Maker = "The Viz project",
                                        .Copyright = "None",
                                        .PortCount = PortCount,
                                        .PortDescriptors = kPorts.data(),
                                        .PortNames = kPortNames.data(),
                                        .PortRangeHints = kHints.data(),
                                        .ImplementationData = nullptr,
                                        .instantiate = instantiate,
                                        .connect_port = connectPort,
                                        .activate = activate,
                                        .run = run,
                                        .run_adding = nullptr,
                                        .set_run_adding_gain = nullptr,
                                        .deactivate = nullptr,
                                        .cleanup = cleanup};

} // namespace

extern "C" [[gnu::visibility("default")]] const LADSPA_Descriptor* ladspa_descriptor(unsigned long index) {
    return index == 0 ? &kDescriptor : nullptr;
}
