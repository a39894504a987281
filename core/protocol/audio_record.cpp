#include "core/protocol/audio_record.h"

#include "core/protocol/control_message.h"

#include <cassert>

namespace viz {

namespace {

using namespace wire::audio;

std::uint8_t flagsOf(const FrameBatch& batch) {
    assert(!batch.tailProbe || batch.empty());
    std::uint8_t flags = 0;
    if (batch.sizesVary())
        flags |= kSizesVaryFlag;
    if (batch.endsTalkspurt)
        flags |= kEndsTalkspurtFlag;
    if (batch.tailProbe)
        flags |= kTailProbeFlag;
    if (batch.announcedLength)
        flags |= kAnnouncedLengthFlag;
    return flags;
}

bool flagsFit(std::uint8_t flags, std::size_t count) {
    constexpr std::uint8_t aboutFrames = kCompressedFlag | kSizesVaryFlag;
    const std::uint8_t forbidden = count == 0 ? aboutFrames : kTailProbeFlag;
    return (flags & ~kKnownFlags) == 0 && (flags & forbidden) == 0;
}

void packAck(const AckBlock& ack, ByteWriter& writer) {
    writer.u32(ack.maxSequence.value());
    writer.u16(ack.holdMs);
    writer.u16(ack.queueForwardMs);
    writer.u16(ack.lagMs);
    assert(ack.concealedPermille <= kConcealedMask && ack.heardLevel <= kMaxHeardLevel);
    writer.u16(static_cast<std::uint16_t>(ack.heardLevel << kConcealedBits | ack.concealedPermille));
}

AckBlock unpackAck(ByteReader& reader) {
    AckBlock ack;
    ack.maxSequence = Sequence{reader.u32()};
    ack.holdMs = reader.u16();
    ack.queueForwardMs = reader.u16();
    ack.lagMs = reader.u16();
    const std::uint16_t heard = reader.u16();
    ack.concealedPermille = heard & kConcealedMask;
    ack.heardLevel = static_cast<std::uint8_t>(heard >> kConcealedBits);
    return ack;
}

bool unpackAnnouncement(ByteReader& reader, std::uint8_t flags, FrameBatch& batch) {
    if ((flags & kAnnouncedLengthFlag) == 0)
        return true;
    const std::uint8_t units = reader.u8();
    batch.announcedLength = units * kAnnouncedLengthUnit;
    return units >= 1 && units <= kMaxAnnouncedLength;
}

bool unpackEqualFrames(const AudioSection& section, FrameBatch& batch) {
    if (section.bytes.size() % section.count != 0)
        return false;
    const std::size_t size = section.bytes.size() / section.count;
    for (std::size_t i = 0; i < section.count; ++i)
        if (!batch.add(section.bytes.subspan(i * size, size)))
            return false;
    return true;
}

bool unpackVaryingFrames(const AudioSection& section, FrameBatch& batch) {
    ByteReader reader(section.bytes);
    for (std::size_t i = 0; i < section.count; ++i) {
        const std::size_t size = reader.u16();
        if (!batch.add(reader.bytes(size)))
            return false;
    }
    return reader.atEnd() && batch.sizesVary();
}

} // namespace

void packFrames(const FrameBatch& batch, Bytes& section) {
    section.clear();
    ByteWriter writer(section);
    if (!batch.sizesVary()) {
        writer.bytes(batch.frameBytes());
        return;
    }
    for (std::size_t i = 0; i < batch.count(); ++i) {
        writer.u16(static_cast<std::uint16_t>(batch.frame(i).size()));
        writer.bytes(batch.frame(i));
    }
}

void packAudio(const FrameBatch& batch, std::uint8_t flags, ByteView section, Bytes& plaintext) {
    plaintext.clear();
    ByteWriter writer(plaintext);
    writer.u8(static_cast<std::uint8_t>(RecordType::Audio));
    writer.u8(flags | flagsOf(batch));
    writer.u8(static_cast<std::uint8_t>(batch.duration));
    writer.u8(static_cast<std::uint8_t>(batch.count()));
    writer.u32(batch.firstSequence.value());
    writer.u48(static_cast<std::uint64_t>(batch.captureEnd.count()));
    packAck(batch.ack, writer);
    if (batch.announcedLength)
        writer.u8(static_cast<std::uint8_t>(*batch.announcedLength / kAnnouncedLengthUnit));
    writer.bytes(section);
}

std::optional<AudioSection> unpackAudioHeader(ByteView plaintext, FrameBatch& batch) {
    batch.clear();
    ByteReader reader(plaintext);
    const bool isAudio = reader.u8() == static_cast<std::uint8_t>(RecordType::Audio);
    const std::uint8_t flags = reader.u8();
    const std::optional<FrameDuration> duration = frameDurationFromCode(reader.u8());
    const std::size_t count = reader.u8();
    batch.firstSequence = Sequence{reader.u32()};
    batch.captureEnd = MediaTime{static_cast<std::int64_t>(reader.u48())};
    batch.ack = unpackAck(reader);
    const bool announced = unpackAnnouncement(reader, flags, batch);
    if (!reader.ok() || !isAudio || !duration || !announced || count > kMaxFrames || !flagsFit(flags, count) ||
        plaintext.size() > wire::kMaxPlaintextBytes)
        return std::nullopt;
    batch.duration = *duration;
    batch.endsTalkspurt = (flags & kEndsTalkspurtFlag) != 0;
    batch.tailProbe = (flags & kTailProbeFlag) != 0;
    return AudioSection{.flags = flags, .count = count, .bytes = reader.rest()};
}

bool unpackFrames(const AudioSection& section, FrameBatch& batch) {
    if (section.count == 0)
        return section.bytes.empty();
    return (section.flags & kSizesVaryFlag) != 0 ? unpackVaryingFrames(section, batch)
                                                 : unpackEqualFrames(section, batch);
}

} // namespace viz
