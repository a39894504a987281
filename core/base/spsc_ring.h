#pragma once

#include <boost/lockfree/spsc_queue.hpp>

#include <cstddef>
#include <span>

namespace viz {

/// A bounded queue between exactly two threads, without locks; all memory is allocated in the constructor.
///
/// The two ends are types of their own, so that a thread can be given only its end. A ring outlives both of its ends.
template<typename T>
class SpscRing {
public:
    explicit SpscRing(std::size_t capacity) : m_queue(capacity) {}
    SpscRing(const SpscRing&) = delete;
    SpscRing& operator=(const SpscRing&) = delete;

    /// For one thread at a time.
    class Producer {
    public:
        explicit Producer(SpscRing& ring) : m_queue(ring.m_queue) {}
        /// How many of `items`, from the front, found room.
        [[nodiscard]] std::size_t push(std::span<const T> items) { return m_queue.push(items.data(), items.size()); }
        [[nodiscard]] bool push(const T& item) { return m_queue.push(item); }

    private:
        boost::lockfree::spsc_queue<T>& m_queue;
    };

    /// For one thread at a time, which may be another one than the producer's.
    class Consumer {
    public:
        explicit Consumer(SpscRing& ring) : m_queue(ring.m_queue) {}
        /// Fills `items` from the front; how many there were.
        [[nodiscard]] std::size_t pop(std::span<T> items) { return m_queue.pop(items.data(), items.size()); }
        [[nodiscard]] bool pop(T& item) { return m_queue.pop(item); }
        /// Calls `use(item)` for everything in the ring, without a copy.
        template<typename Use>
        std::size_t consumeAll(Use&& use) {
            return m_queue.consume_all(static_cast<Use&&>(use));
        }
        [[nodiscard]] std::size_t available() const { return m_queue.read_available(); }

    private:
        boost::lockfree::spsc_queue<T>& m_queue;
    };

private:
    boost::lockfree::spsc_queue<T> m_queue;
};

} // namespace viz
