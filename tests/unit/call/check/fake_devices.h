#pragma once

#include "core/device/audio_factory.h"

#include <QSemaphore>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace viz::test {

/// What the fake devices of a test do, and what became of them. Set before they are made, but for what is atomic.
struct FakeWorld {
    // The microphone.
    std::optional<DeviceError> inputMissing;
    std::optional<DeviceError> inputLost; ///< fails with it after `samplesUntilLost`
    std::int64_t samplesUntilLost = 0;
    std::atomic<std::int16_t> heard{1000}; ///< every sample of it; 0: a microphone that is switched off
    bool inputSaysNothing = false;         ///< opens, and delivers no sample
    // The loudspeaker.
    std::optional<DeviceError> outputMissing;
    std::optional<DeviceError> outputLost; ///< fails with it after `samplesUntilLost` were played
    // Both: whether start() waits for `release`, as it does while a sound server hangs.
    std::atomic<bool> inputHangs{false};
    std::atomic<bool> outputHangs{false};
    QSemaphore release;

    std::atomic<int> openInputs{0};
    std::atomic<int> inputsOpened{0};
    std::atomic<int> openOutputs{0};
    std::atomic<int> outputsOpened{0};

    void play(std::span<const std::int16_t> samples) {
        const std::lock_guard lock(m_mutex);
        m_played.insert(m_played.end(), samples.begin(), samples.end());
    }
    [[nodiscard]] std::vector<std::int16_t> played() const {
        const std::lock_guard lock(m_mutex);
        return m_played;
    }
    [[nodiscard]] std::size_t playedCount() const {
        const std::lock_guard lock(m_mutex);
        return m_played.size();
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::int16_t> m_played;
};

inline constexpr std::size_t kFakeBlock = 480;

/// Ten times faster than a real one.
class FakeInput final : public AudioInput {
public:
    explicit FakeInput(FakeWorld& world) : m_world(world), m_timer(this) {
        connect(&m_timer, &QTimer::timeout, this, &FakeInput::deliver);
    }
    ~FakeInput() override { stop(); }

    void start(CaptureSink& sink) override {
        m_sink = &sink;
        ++m_world.openInputs;
        ++m_world.inputsOpened;
        if (m_world.inputHangs)
            m_world.release.acquire();
        m_timer.start(1);
    }
    void stop() override {
        m_timer.stop();
        if (std::exchange(m_sink, nullptr))
            --m_world.openInputs;
    }
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return std::nullopt; }
    [[nodiscard]] Samples latency() const override { return {}; }

private:
    void deliver() {
        if (m_world.inputLost && m_delivered >= m_world.samplesUntilLost) {
            stop();
            Q_EMIT failed(*m_world.inputLost);
        } else if (!m_world.inputSaysNothing) {
            m_delivered += static_cast<std::int64_t>(kFakeBlock);
            m_sink->onCaptured(std::vector<std::int16_t>(kFakeBlock, m_world.heard.load()));
        }
    }

    FakeWorld& m_world;
    QTimer m_timer;
    CaptureSink* m_sink = nullptr;
    std::int64_t m_delivered = 0;
};

class FakeOutput final : public AudioOutput {
public:
    explicit FakeOutput(FakeWorld& world) : m_world(world), m_timer(this) {
        connect(&m_timer, &QTimer::timeout, this, &FakeOutput::render);
    }
    ~FakeOutput() override { stop(); }

    void start(PlaybackSource& source) override {
        m_source = &source;
        ++m_world.openOutputs;
        ++m_world.outputsOpened;
        if (m_world.outputHangs)
            m_world.release.acquire();
        m_timer.start(1);
    }
    void stop() override {
        m_timer.stop();
        if (std::exchange(m_source, nullptr))
            --m_world.openOutputs;
    }
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return std::nullopt; }
    [[nodiscard]] Samples latency() const override { return kQueued; }

private:
    static constexpr Samples kQueued{1920};

    void render() {
        if (m_world.outputLost && m_rendered >= m_world.samplesUntilLost) {
            stop();
            Q_EMIT failed(*m_world.outputLost);
            return;
        }
        std::vector<std::int16_t> block(kFakeBlock);
        m_source->onRender(block, kQueued);
        m_rendered += static_cast<std::int64_t>(block.size());
        m_world.play(block);
    }

    FakeWorld& m_world;
    QTimer m_timer;
    PlaybackSource* m_source = nullptr;
    std::int64_t m_rendered = 0;
};

class FakeFactory final : public AudioFactory {
public:
    explicit FakeFactory(FakeWorld& world) : m_world(world) {}

    tl::expected<std::unique_ptr<AudioInput>, DeviceError> makeInput(const AudioInputSpec& /*spec*/) override {
        if (m_world.inputMissing)
            return tl::unexpected(*m_world.inputMissing);
        return std::make_unique<FakeInput>(m_world);
    }
    tl::expected<std::unique_ptr<AudioOutput>, DeviceError> makeOutput(const AudioOutputSpec& /*spec*/) override {
        if (m_world.outputMissing)
            return tl::unexpected(*m_world.outputMissing);
        return std::make_unique<FakeOutput>(m_world);
    }

private:
    FakeWorld& m_world;
};

} // namespace viz::test
