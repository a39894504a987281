#include "core/pipeline/receive/flood_meter.h"

#include "core/protocol/wire_format.h"

namespace viz {
namespace {

constexpr std::uint64_t kMostRecords = wire::kMaxRecordsPerSecond * wire::kFloodWindow.count();
constexpr std::uint64_t kMostBytes = wire::kMaxRecordBytesPerSecond * wire::kFloodWindow.count();

} // namespace

bool FloodMeter::isTooMuch(std::size_t bytes, MonotonicTime now) {
    if (now - m_windowStart > wire::kFloodWindow) {
        m_windowStart = now;
        m_records = 0;
        m_bytes = 0;
    }
    ++m_records;
    m_bytes += bytes;
    return m_records > kMostRecords || m_bytes > kMostBytes;
}

} // namespace viz
