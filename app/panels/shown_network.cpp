#include "app/panels/shown_network.h"

namespace app::panels {

ShownNetwork::ShownNetwork(const Workbench& workbench, QObject* parent)
    : QObject(parent), m_workbench(workbench)
{
    connect(&workbench.network, &LiveNetwork::changed, this, &ShownNetwork::update);
    connect(&workbench.network, &LiveNetwork::weightsChanged, this, &ShownNetwork::weightsChanged);
    connect(&workbench.document, &Document::changed, this, [this] {
        if (!m_workbench.network.plan())
            update();
    });
    update();
}

void ShownNetwork::update()
{
    std::shared_ptr<const LiveNetwork::Plan> plan = m_workbench.network.plan();
    const Document& document = m_workbench.document;
    if (!plan && document.analysis().runnable()) {
        const engine::Project& project = document.project();
        const bool same = m_plan && m_plan->run.empty() && m_plan->dataset == project.dataset &&
            engine::sameNetwork(m_plan->graph, project.graph) && m_seed == project.training.seed;
        m_seed = project.training.seed;
        plan = same ? m_plan
                    : std::make_shared<const LiveNetwork::Plan>(LiveNetwork::Plan{
                          {}, project.graph, project.dataset, document.columns(), document.analysis()});
    }
    if (plan && plan == m_plan && !m_workbench.network.problem())
        return;
    m_plan = std::move(plan);
    m_next = nullptr;
    emit changed();
}

std::optional<engine::Problem> ShownNetwork::problem() const
{
    if (m_workbench.network.plan())
        return m_workbench.network.problem();
    const engine::Diagnostic* error = m_workbench.document.analysis().firstError();
    return !m_plan && error ? std::optional(error->problem) : std::nullopt;
}

void ShownNetwork::askStart(std::function<void()> question)
{
    m_next = std::move(question);
    if (!m_busy)
        answered();
}

void ShownNetwork::answered()
{
    m_busy = m_next != nullptr;
    if (const auto question = std::exchange(m_next, nullptr))
        question();
}

} // namespace app::panels
