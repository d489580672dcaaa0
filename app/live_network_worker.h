#pragma once

#include "app/live_network.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace app {

// The thread of a LiveNetwork: builds the network when somebody asks, and answers one question at a time.
class LiveNetwork::Worker {
public:
    using Tell = std::function<void(const std::shared_ptr<const Plan>&, const engine::Problem&)>;

    explicit Worker(Tell tell); // says why a plan cannot be built, on the worker's thread
    ~Worker();

    void use(const std::shared_ptr<const Plan>& plan, const Weights& weights);
    void forget(); // the network and what was asked of it
    void ask(const QObject* owner, Question question);

private:
    struct Source {
        std::shared_ptr<const Plan> plan;
        Weights weights;
        bool operator==(const Source&) const = default;
    };
    void run();
    engine::Result<void> build(const Source& source);

    Tell m_tell;

    std::mutex m_mutex; // of what follows
    std::condition_variable m_changed;
    Source m_wanted;
    std::deque<std::pair<const QObject*, Question>> m_questions; // at most one of each owner
    bool m_stop = false;

    // Of the thread alone.
    Source m_built;
    std::unique_ptr<engine::Network> m_network; // null: it could not be built

    std::thread m_thread; // last: it uses the rest
};

} // namespace app
