#include "core/call/call_devices.h"

#include "core/call/device_keeper.h"
#include "core/call/logging.h"

#include <QTimer>

#include <type_traits>
#include <utility>

namespace viz {
namespace {

// Qt 6.4 does not tell on PulseAudio that a device went away or that the default changed; looking costs 10 us.
constexpr std::chrono::milliseconds kLookInterval{200};

AudioInputSpec deviceSpec(AudioInputSpec spec, const QByteArray& id) {
    spec.kind = id.isEmpty() ? AudioInputSpec::Kind::Default : AudioInputSpec::Kind::Device;
    spec.deviceId = id;
    return spec;
}

AudioOutputSpec deviceSpec(AudioOutputSpec spec, const QByteArray& id) {
    spec.kind = id.isEmpty() ? AudioOutputSpec::Kind::Default : AudioOutputSpec::Kind::Device;
    spec.deviceId = id;
    return spec;
}

AudioInputSpec nothing(const AudioInputSpec& /*spec*/) {
    return {.kind = AudioInputSpec::Kind::Silence, .deviceId = {}, .path = {}, .toneHz = 0};
}

AudioOutputSpec nothing(const AudioOutputSpec& /*spec*/) {
    return {.kind = AudioOutputSpec::Kind::Null, .deviceId = {}, .path = {}};
}

template<typename Spec>
Spec specFor(const DeviceKeeper::Target& target, const Spec& wished) {
    switch (target.kind) {
    case DeviceKeeper::Target::Kind::Fixed:
        return wished;
    case DeviceKeeper::Target::Kind::Device:
        return deviceSpec(wished, target.id);
    case DeviceKeeper::Target::Kind::Nothing:
        break;
    }
    return nothing(wished);
}

/// Of a factory that does not know what there is: what was asked for, as if it were there.
template<typename Spec>
QList<DeviceInfo> onlyThis(const Spec& wished) {
    const bool isDefault = wished.kind == Spec::Kind::Default;
    return {{.id = isDefault ? QByteArray{} : wished.deviceId, .name = {}, .isDefault = isDefault}};
}

QList<DeviceInfo> ofDirection(const QList<DeviceInfo>& devices, DeviceInfo::Direction direction) {
    QList<DeviceInfo> found;
    for (const DeviceInfo& device : devices) {
        if (device.direction == direction)
            found.append(device);
    }
    return found;
}

/// The call that sounds now, and the devices that there are.
struct Surroundings {
    /// Null if the factory does not know.
    [[nodiscard]] DeviceList* list() {
        if (!std::exchange(isListMade, true)) {
            deviceList = factory.watchDevices();
            if (deviceList)
                QObject::connect(deviceList.get(), &DeviceList::changed, &owner, &CallDevices::look);
        }
        return deviceList.get();
    }

    CallDevices& owner;
    AudioFactory& factory;
    CallThreads* threads = nullptr;
    std::unique_ptr<DeviceList> deviceList{};
    bool isListMade = false;
};

/// One direction: what was asked for, and the worker that opens it.
template<typename Spec>
class Side final : public DeviceKeeper::Port {
public:
    Side(CallDevices& owner, Surroundings& surroundings) : m_owner(owner), m_surroundings(surroundings) {}

    void forget() { m_keeper.forget(); }

    void keep(const Spec& spec) {
        m_wished = spec;
        if (spec.isDevice())
            m_keeper.keepDevice(spec.deviceId);
        else
            m_keeper.keepFixed(now());
        look();
    }

    void look() {
        if (!m_wished.isDevice())
            m_keeper.look({}, now());
        else if (const DeviceList* const list = m_surroundings.list())
            m_keeper.look(ofDirection(list->devices(), kDirection), now());
        else
            m_keeper.look(onlyThis(m_wished), now());
    }

    void listen() {
        auto* const object = worker();
        using Worker = std::remove_pointer_t<decltype(object)>;
        QObject::connect(object, &Worker::opened, &m_owner, [this](quint64 attempt) { m_keeper.onOpened(attempt); });
        QObject::connect(object, &Worker::failed, &m_owner,
                         [this](quint64 attempt, DeviceError error) { onFailed(attempt, error); });
    }
    void ignore() { worker()->disconnect(&m_owner); }

    [[nodiscard]] bool hasSound() const { return m_keeper.hasSound(); }

    void open(quint64 attempt, const DeviceKeeper::Target& target) override {
        thread().run([object = worker(), attempt, spec = specFor(target, m_wished)] { object->open(attempt, spec); });
    }

    bool replaceThread() override {
        ignore();
        const bool isReplaced = kIsInput ? threads().replaceMicrophone() : threads().replaceLoudspeaker();
        listen();
        if (isReplaced)
            Q_EMIT m_owner.workerReplaced(kIsInput);
        return isReplaced;
    }

    void tell(DeviceEvent::Kind kind, const QString& name) override {
        qCInfo(vizCall) << (kIsInput ? "microphone" : "loudspeaker") << "event" << int(kind) << name;
        Q_EMIT m_owner.happened({.kind = kind, .input = kIsInput, .name = name});
    }
    [[nodiscard]] bool isDenied() const override { return m_surroundings.factory.isDenied(kDirection); }
    void tellUnusable(DeviceError error) override { Q_EMIT m_owner.unusable(error, kIsInput); }

private:
    static constexpr bool kIsInput = std::is_same_v<Spec, AudioInputSpec>;
    static constexpr DeviceInfo::Direction kDirection =
        kIsInput ? DeviceInfo::Direction::Input : DeviceInfo::Direction::Output;

    /// What a worker said before the call was over may come after it.
    void onFailed(quint64 attempt, DeviceError error) {
        if (!m_surroundings.threads)
            return;
        m_keeper.onFailed(attempt, error, now());
        if (m_surroundings.threads) // whoever heard of it may have ended the call
            look();
    }

    [[nodiscard]] CallThreads& threads() const { return *m_surroundings.threads; }
    [[nodiscard]] MonotonicTime now() const { return threads().clock.now(); }
    [[nodiscard]] WorkerThread& thread() const { return kIsInput ? threads().capture : threads().playback; }
    [[nodiscard]] auto* worker() const {
        if constexpr (kIsInput)
            return threads().microphone;
        else
            return threads().loudspeaker;
    }

    CallDevices& m_owner;
    Surroundings& m_surroundings;
    Spec m_wished{};
    DeviceKeeper m_keeper{*this};
};

} // namespace

struct CallDevices::State {
    State(CallDevices& owner, AudioFactory& factory)
        : surroundings{.owner = owner, .factory = factory}, input(owner, surroundings), output(owner, surroundings) {}

    Surroundings surroundings;
    Side<AudioInputSpec> input;
    Side<AudioOutputSpec> output;
    QTimer timer;
};

CallDevices::CallDevices(AudioFactory& factory, QObject* parent)
    : QObject(parent), m_state(std::make_unique<State>(*this, factory)) {
    qRegisterMetaType<DeviceEvent>();
    connect(&m_state->timer, &QTimer::timeout, this, &CallDevices::look);
}

CallDevices::~CallDevices() { detach(); }

void CallDevices::attach(CallThreads& threads, const AudioInputSpec& input, const AudioOutputSpec& output) {
    detach();
    m_state->surroundings.threads = &threads;
    m_state->output.listen();
    m_state->input.listen();
    m_state->output.forget();
    m_state->input.forget();
    m_state->output.keep(output); // a consumer before its producer
    // Whoever heard of what that told may have ended the call.
    if (m_state->surroundings.threads == &threads)
        m_state->input.keep(input);
    if (m_state->surroundings.threads == &threads)
        m_state->timer.start(kLookInterval);
}

void CallDevices::detach() {
    if (!m_state->surroundings.threads)
        return;
    m_state->timer.stop();
    m_state->input.ignore();
    m_state->output.ignore();
    m_state->surroundings.threads = nullptr;
    m_state->surroundings.isListMade = false;
    if (DeviceList* const list = m_state->surroundings.deviceList.release())
        list->deleteLater(); // it may be telling of a change right now
}

void CallDevices::setInput(const AudioInputSpec& input) {
    if (m_state->surroundings.threads)
        m_state->input.keep(input);
}

void CallDevices::setOutput(const AudioOutputSpec& output) {
    if (m_state->surroundings.threads)
        m_state->output.keep(output);
}

bool CallDevices::canHear() const { return m_state->output.hasSound(); }

/// Whoever hears of what one direction tells may end the call.
void CallDevices::look() {
    if (m_state->surroundings.threads)
        m_state->output.look();
    if (m_state->surroundings.threads)
        m_state->input.look();
}

} // namespace viz
