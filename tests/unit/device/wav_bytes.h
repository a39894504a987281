#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QtEndian>

#include <cstdint>
#include <memory>

namespace viz::test {

template<typename Number>
QByteArray littleEndian(Number value) {
    QByteArray bytes(sizeof value, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

/// The parts of a WAV file, each of which a test may spoil.
struct WavBytes {
    std::uint16_t tag = 1;
    std::uint16_t channels = 1;
    std::uint32_t rate = 48000;
    std::uint16_t bits = 16;
    std::uint16_t frameBytes = 2;
    QByteArray fmtTail{};
    QByteArray chunksBeforeData{};
    std::uint32_t claimedDataBytes = 0; ///< 0: the truth
    QByteArray data{};
    QByteArray chunksAfterData{};

    [[nodiscard]] static QByteArray chunk(const char* id, const QByteArray& body) {
        return QByteArray(id, 4) + littleEndian<quint32>(static_cast<quint32>(body.size())) + body +
               QByteArray(body.size() % 2, '\0');
    }
    [[nodiscard]] QByteArray fmt() const {
        return littleEndian<quint16>(tag) + littleEndian<quint16>(channels) + littleEndian<quint32>(rate) +
               littleEndian<quint32>(rate * frameBytes) + littleEndian<quint16>(frameBytes) +
               littleEndian<quint16>(bits) + fmtTail;
    }
    [[nodiscard]] QByteArray bytes() const {
        const auto size = claimedDataBytes != 0 ? claimedDataBytes : static_cast<std::uint32_t>(data.size());
        const QByteArray body = QByteArray("WAVE") + chunk("fmt ", fmt()) + chunksBeforeData + QByteArray("data") +
                                littleEndian<quint32>(size) + data + chunksAfterData;
        return QByteArray("RIFF") + littleEndian<quint32>(static_cast<quint32>(body.size())) + body;
    }
};

/// The part of fmt that makes a format extensible.
inline QByteArray extensibleTail(std::uint16_t subTag, std::uint16_t validBits) {
    return littleEndian<quint16>(22) + littleEndian<quint16>(validBits) + littleEndian<quint32>(0) +
           littleEndian<quint16>(subTag) + QByteArray::fromHex("000000001000800000aa00389b71");
}

/// An open device with these bytes.
inline std::unique_ptr<QIODevice> deviceWith(const QByteArray& bytes) {
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

} // namespace viz::test
