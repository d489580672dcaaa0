#pragma once

#include <cstdint>
#include <type_traits>

namespace engine {

// How many threads parallel work may use (at least 1); 0 asks for one per core. Affects speed only: no
// result ever depends on it. May be called between, not during, parallel work.
void setThreads(int count);
int threads();

// A borrowed callable; valid while the call it is passed to lasts.
class Work {
public:
    template <class Function>
    requires(!std::is_same_v<std::remove_cvref_t<Function>, Work>) Work(Function&& function)
        : m_object(const_cast<void*>(static_cast<const void*>(&function))),
          m_call([](void* object, std::int64_t piece) {
              (*static_cast<std::remove_reference_t<Function>*>(object))(piece);
          })
    {
    }
    void operator()(std::int64_t piece) const { m_call(m_object, piece); }

private:
    void* m_object;
    void (*m_call)(void*, std::int64_t);
};

// Calls work(0) ... work(pieces - 1), spread over the threads, and returns when all are done. The caller
// chooses the pieces from the problem alone, so that results do not depend on the number of threads.
// Nested calls run serially. Several threads may call at once; they take turns.
void parallel(std::int64_t pieces, Work work);

// Calls body(first, last) for ranges of at most `grain` elements that cover [0, count).
template <class Body>
void parallelRanges(std::int64_t count, std::int64_t grain, Body&& body)
{
    const std::int64_t pieces = (count + grain - 1) / grain;
    auto piece = [&](std::int64_t i) { body(i * grain, i + 1 < pieces ? (i + 1) * grain : count); };
    if (pieces <= 1) {
        if (count > 0)
            piece(0);
    } else {
        parallel(pieces, piece);
    }
}

} // namespace engine
