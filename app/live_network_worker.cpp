#include "app/live_network_worker.h"

#include "engine/base/serial_scope.h"
#include "engine/training/network.h"

#include <algorithm>

namespace app {

LiveNetwork::Worker::Worker(Tell tell) : m_tell(std::move(tell)), m_thread([this] { run(); }) {}

LiveNetwork::Worker::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void LiveNetwork::Worker::use(const std::shared_ptr<const Plan>& plan, const Weights& weights)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = weights ? Source{plan, weights} : Source();
    }
    m_changed.notify_one();
}

void LiveNetwork::Worker::forget()
{
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = {};
        m_questions.clear();
    }
    m_changed.notify_one();
}

void LiveNetwork::Worker::ask(const QObject* owner, Question question)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto waiting = std::ranges::find(m_questions, owner, [](const auto& q) { return q.first; });
        if (waiting != m_questions.end())
            waiting->second = std::move(question);
        else
            m_questions.emplace_back(owner, std::move(question));
    }
    m_changed.notify_one();
}

void LiveNetwork::Worker::run()
{
    const engine::SerialScope serial; // one sample is quicker alone than after its turn
    for (;;) {
        Source source;
        Question question;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] {
                return m_stop || (m_wanted.weights ? !m_questions.empty() : m_built.weights != nullptr);
            });
            if (m_stop)
                return;
            source = m_wanted;
            if (source.weights) {
                question = std::move(m_questions.front().second);
                m_questions.pop_front();
            }
        }
        if (source != m_built)
            if (const engine::Result<void> done = build(source); !done)
                m_tell(source.plan, done.problem());
        if (question && m_network)
            question(*m_network);
    }
}

// A network whose weights alone are newer is kept.
engine::Result<void> LiveNetwork::Worker::build(const Source& source)
{
    const bool samePlan = source.plan == m_built.plan;
    m_built = source;
    if (!samePlan) {
        m_network.reset();
        if (!source.plan)
            return {};
        auto network = engine::Network::build(source.plan->graph, source.plan->columns, {.seed = 1});
        if (!network)
            return network.problem();
        m_network = *std::move(network);
    }
    if (!m_network)
        return {};
    const engine::Result<void> set = m_network->setWeights(*source.weights);
    if (!set)
        m_network.reset();
    return set;
}

} // namespace app
