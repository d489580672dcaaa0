#pragma once

#include "app/background.h"
#include "app/workbench.h"

namespace app::panels {

// The network whose insides a panel shows: that of the current run with its newest weights, or, before the
// first run, that of the canvas with the weights it would start from.
class ShownNetwork : public QObject {
    Q_OBJECT
public:
    ShownNetwork(const Workbench& workbench, QObject* parent);

    // Null while the canvas holds nothing that runs.
    std::shared_ptr<const LiveNetwork::Plan> plan() const { return m_plan; }
    bool isTrained() const { return m_workbench.network.plan() && m_workbench.network.hasWeights(); }
    // Why there is no plan, or why the network cannot be built.
    std::optional<engine::Problem> problem() const;

    // As LiveNetwork::ask(); work(engine::Network&) runs elsewhere, done(its result) here.
    template <class Work, class Done>
    void ask(Work work, Done done);

signals:
    void changed(); // another network, or a problem
    void weightsChanged(); // ask again

private:
    void update();
    void askStart(std::function<void()> question);
    void answered();

    Workbench m_workbench;
    std::shared_ptr<const LiveNetwork::Plan> m_plan;
    std::int64_t m_seed = 0; // of the starting weights
    std::function<void()> m_next; // the newest question while one is answered
    bool m_busy = false;
};

template <class Work, class Done>
void ShownNetwork::ask(Work work, Done done)
{
    if (!m_plan)
        return;
    if (m_workbench.network.plan())
        return m_workbench.network.ask(this, std::move(work), std::move(done));
    using Value = std::invoke_result_t<Work&, engine::Network&>;
    askStart([this, plan = m_plan, seed = m_seed, work = std::move(work), done = std::move(done)] {
        background(
            this,
            [plan, seed, work]() mutable -> std::optional<Value> {
                auto network = engine::Network::build(plan->graph, plan->columns, {.seed = seed});
                return network ? std::optional<Value>(work(**network)) : std::nullopt;
            },
            [this, plan, done](std::optional<Value> value) mutable {
                if (value && plan == m_plan)
                    done(std::move(*value));
                answered();
            });
    });
}

} // namespace app::panels
