#pragma once

#include <array>
#include <atomic>

namespace engine {

// Carries the newest value from one producer thread to one consumer thread; neither ever waits. A value
// that nobody fetched in time is replaced: use it for pictures, never for history.
template <class T>
class Mailbox {
public:
    // Producer: fill draft(), then publish() it.
    T& draft() { return m_slots[m_write]; }
    void publish() { m_write = m_shared.exchange(m_write | unseen, std::memory_order_acq_rel) & index; }

    // Consumer: the newest value not fetched before, or null. Valid until the next fetch().
    T* fetch()
    {
        if (!(m_shared.load(std::memory_order_relaxed) & unseen))
            return nullptr;
        m_read = m_shared.exchange(m_read, std::memory_order_acq_rel) & index;
        return &m_slots[m_read];
    }

private:
    static constexpr unsigned index = 3, unseen = 4;

    std::array<T, 3> m_slots;
    std::atomic<unsigned> m_shared = 1;
    unsigned m_write = 0;
    unsigned m_read = 2;
};

} // namespace engine
