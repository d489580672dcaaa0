#include "engine/training/best_watch.h"

namespace engine {

double BestWatch::score(const EpochResult& result) const
{
    const std::string prefix = "validation_";
    const bool validation = m_settings.watched.starts_with(prefix);
    const std::string name = validation ? m_settings.watched.substr(prefix.size()) : m_settings.watched;
    const Metrics& metrics = validation && !result.validation.empty() ? result.validation : result.training;
    const auto found = metrics.find(name);
    if (found == metrics.end())
        return metrics.at("loss");
    return name.ends_with("accuracy") ? -found->second : found->second;
}

bool BestWatch::isBest(double score)
{
    if (!m_best || score < *m_best - m_settings.minimumImprovement) {
        m_best = score;
        m_waited = 0;
        return true;
    }
    ++m_waited;
    return false;
}

bool BestWatch::isExhausted() const
{
    return m_settings.earlyStopping && m_waited >= m_settings.patience;
}

void BestWatch::save(std::map<std::string, double>& sums) const
{
    if (m_best)
        sums["best"] = *m_best;
    sums["epochs since best"] = m_waited;
}

void BestWatch::restore(const std::map<std::string, double>& sums)
{
    if (const auto best = sums.find("best"); best != sums.end())
        m_best = best->second;
    if (const auto waited = sums.find("epochs since best"); waited != sums.end())
        m_waited = static_cast<int>(waited->second);
}

} // namespace engine
