#include "app/panels/word_finder.h"

#include "app/text.h"

#include <algorithm>
#include <cmath>

namespace app::panels {

WordFinder::WordFinder(const Workbench& workbench, QWidget* panel)
    : QObject(panel), m_workbench(workbench), m_panel(*panel)
{
    connect(&workbench.session, &Session::epochsArrived, this, &WordFinder::ask); // newer weights follow
}

QStringList WordFinder::embeddingNames() const
{
    QStringList names;
    for (const engine::NodeId id : m_embeddings)
        names << app::text(m_plan->graph.node(id)->name);
    return names;
}

void WordFinder::setWish(const WordWish& wish)
{
    if (wish == m_wish)
        return;
    if (wish.count != m_wish.count || wish.embedding != m_wish.embedding)
        m_before.reset(); // not to be compared
    m_wish = wish;
    ask();
}

void WordFinder::startAnew()
{
    m_plan.reset();
    m_embeddings.clear();
    m_text.reset();
    m_finds.reset();
    m_before.reset();
    update();
}

void WordFinder::retranslate()
{
    if (m_text)
        m_names = WordNames(m_text);
}

void WordFinder::update()
{
    takePlan();
    takeText();
    const double epoch = m_workbench.network.epoch();
    const bool ended = !m_workbench.session.isActive();
    if (!m_finds || std::floor(epoch) > std::floor(m_finds->epoch) || (ended && epoch > m_finds->epoch))
        ask();
}

void WordFinder::takePlan()
{
    const auto plan = m_workbench.network.plan();
    if (plan == m_plan)
        return;
    m_plan = plan;
    m_embeddings = plan ? engine::wordEmbeddings(plan->graph, plan->analysis, plan->columns)
                        : std::vector<engine::NodeId>();
    m_text.reset();
    m_finds.reset();
    m_before.reset();
    emit networkChanged();
}

void WordFinder::takeText()
{
    if (m_embeddings.empty())
        return;
    const engine::Dataset* data = m_workbench.session.data().loaded(m_plan->dataset);
    if (!data && m_panel.isVisible())
        m_workbench.session.data().want(m_plan->dataset);
    if (!data || !data->text || data->text == m_text)
        return;
    m_text = data->text;
    m_names = WordNames(m_text);
    emit textArrived();
}

void WordFinder::ask()
{
    const bool has = std::ranges::count(m_embeddings, m_wish.embedding) > 0;
    if (!m_panel.isVisible() || !m_text || !has)
        return;
    const auto work = [text = m_text, wish = m_wish](engine::Network& network) {
        return std::pair(text, findWords(network, *text, wish));
    };
    m_workbench.network.ask(this, work, [this](const auto& answer) {
        if (answer.first == m_text)
            take(answer.second);
    });
}

void WordFinder::take(const WordFinds& finds)
{
    const double epoch = m_workbench.network.epoch();
    if (m_finds && std::floor(epoch) > std::floor(m_finds->epoch))
        m_before = m_finds;
    m_finds = finds;
    m_finds->epoch = epoch;
    emit found();
}

} // namespace app::panels
