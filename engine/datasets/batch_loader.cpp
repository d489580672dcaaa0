#include "engine/datasets/resident_columns.h"

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
    const ResidentColumns* resident = nullptr; // of other columns, or null
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

    std::vector<std::int32_t> rowsOf(std::int64_t batch) const
    {
        return order.list(static_cast<std::size_t>(batch * batchSize), static_cast<std::size_t>(batchSize));
    }

    Batch make(std::int64_t batch) const { return gather(data, columns, rowsOf(batch)); }

    Batch takeReady()
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return ready.has_value(); });
        if (failure)
            std::rethrow_exception(failure);
        Batch batch = std::move(*ready);
        ready.reset();
        changed.notify_all();
        return batch;
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
                         std::int64_t firstBatch, const ResidentColumns* resident)
{
    if (resident)
        std::erase_if(columns, [&](const std::string& column) { return resident->holds(column); });
    m_state.reset(new State{data, std::move(columns), std::move(order), std::max(1, batchSize), resident});
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

bool BatchLoader::hasNext() const
{
    return m_state->taken < m_state->count();
}

const Batch* BatchLoader::next()
{
    State& state = *m_state;
    if (!hasNext())
        return nullptr;
    state.current.clear(); // its memory serves the next one
    state.current = state.makesAhead ? state.takeReady() : state.make(state.taken);
    if (state.resident)
        state.resident->complete(state.current, state.rowsOf(state.taken));
    ++state.taken;
    return &state.current;
}

} // namespace engine
