#include "engine/datasets/dataset.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace engine {

namespace {

// So many values are gathered in the time that handing a batch from one thread to another takes.
constexpr std::int64_t fewValues = 8192;

std::int64_t valuesOf(const Dataset& data, const std::vector<std::string>& columns)
{
    std::int64_t values = 0;
    for (const std::string& name : columns)
        if (const Column* column = data.column(name))
            values += column->signal.shape.elements();
    return values;
}

} // namespace

// The thread fills `ready`; next() takes it from there. So one batch waits, one is in use and one is in the
// making. Small batches are made by next() itself.
struct BatchLoader::State {
    Dataset data;
    std::vector<std::string> columns;
    Rows order;
    std::int64_t batchSize;
    bool makesAhead =
        valuesOf(data, columns) * std::min(batchSize, static_cast<std::int64_t>(order.size())) > fewValues;

    std::mutex mutex = {};
    std::condition_variable changed = {};
    std::optional<Batch> ready = {};
    bool stopping = false;
    std::exception_ptr failure = {}; // lost memory, for the consumer to hear of

    std::int64_t taken = 0; // of the consumer's side: the batch that next() gives next
    Batch current = {};
    std::thread thread = {};

    std::int64_t count() const
    {
        return (static_cast<std::int64_t>(order.size()) + batchSize - 1) / batchSize;
    }

    Batch make(std::int64_t batch) const
    {
        const auto first = static_cast<std::size_t>(batch * batchSize);
        return gather(data, columns, order.list(first, static_cast<std::size_t>(batchSize)));
    }

    void run(std::int64_t firstBatch)
    {
        for (std::int64_t batch = firstBatch; batch < count(); ++batch) {
            Batch made;
            std::exception_ptr failed;
            try {
                made = make(batch);
            } catch (...) {
                failed = std::current_exception();
            }
            std::unique_lock lock(mutex);
            changed.wait(lock, [this] { return stopping || !ready; });
            if (stopping)
                return;
            ready = std::move(made);
            failure = failed;
            changed.notify_all();
            if (failed)
                return;
        }
    }
};

BatchLoader::BatchLoader(const Dataset& data, std::vector<std::string> columns, Rows order, int batchSize,
                         std::int64_t firstBatch)
    : m_state(new State{data, std::move(columns), std::move(order), std::max(1, batchSize)})
{
    m_state->taken = std::max<std::int64_t>(0, firstBatch);
    if (m_state->makesAhead && m_state->taken < m_state->count())
        m_state->thread = std::thread([state = m_state.get(), first = m_state->taken] { state->run(first); });
}

BatchLoader::~BatchLoader()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopping = true;
    }
    m_state->changed.notify_all();
    if (m_state->thread.joinable())
        m_state->thread.join();
}

std::int64_t BatchLoader::batches() const
{
    return m_state->count();
}

const Batch* BatchLoader::next()
{
    State& state = *m_state;
    if (state.taken >= state.count())
        return nullptr;
    if (!state.makesAhead) {
        state.current = state.make(state.taken++);
        return &state.current;
    }
    std::unique_lock lock(state.mutex);
    state.changed.wait(lock, [&] { return state.ready.has_value(); });
    if (state.failure)
        std::rethrow_exception(state.failure);
    state.current = std::move(*state.ready);
    state.ready.reset();
    state.changed.notify_all();
    ++state.taken;
    return &state.current;
}

} // namespace engine
