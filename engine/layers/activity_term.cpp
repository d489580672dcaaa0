#include "engine/layers/activity_term.h"

namespace engine {

void ActivityTerm::forward(const Tensor& activity)
{
    if (empty())
        return;
    m_activity = activity;
    m_loss = Tensor::like(activity, {});
    if (m_penalty.sparsity != 0)
        m_slopes = Tensor::like(activity, {static_cast<int>(activity.size() / activity.rows())});
    ops::activityPenalty(activity, m_penalty, m_slopes, m_loss);
}

void ActivityTerm::backward(const Tensor& gradientIn, Tensor& gradientOut) const
{
    ops::activityPenaltyBackward(m_activity, m_penalty, m_slopes, gradientIn, gradientOut);
}

} // namespace engine
