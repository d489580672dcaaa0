#pragma once

#include "engine/base/fields.h"
#include "engine/ops/loss_activity.h"

namespace engine {

// A price on a layer's activity, as part of its options.
struct ActivityOptions {
    double l1 = 0, l2 = 0;
    double sparsity = 0;
    double target = 0.05;

    ops::ActivityPenalty penalty() const { return {float(l1), float(l2), float(sparsity), float(target)}; }
};

// The same price at work in a layer.
class ActivityTerm {
public:
    explicit ActivityTerm(const ActivityOptions& options) : m_penalty(options.penalty()) {}

    bool empty() const { return m_penalty.empty(); }
    void forward(const Tensor& activity);
    void backward(const Tensor& gradientIn, Tensor& gradientOut) const; // may be the same tensor
    const Tensor& loss() const { return m_loss; } // empty when there is no price

private:
    ops::ActivityPenalty m_penalty;
    Tensor m_activity, m_slopes, m_loss;
};

// Fields <prefix>l1, <prefix>l2, <prefix>sparsity, <prefix>target for a member of Options.
template <class Options>
std::vector<BoundField<Options>> activityFields(ActivityOptions Options::*member, const std::string& prefix,
                                                const std::string& section)
{
    using Activity = ActivityOptions;
    const Limits price{.min = 0, .max = 1000, .step = 0.0001};
    return {part(prefix + "l1", member, &Activity::l1, TR("Activity penalty L1"), price, section,
                 TR("Times the sum of what the units give, without sign; the mean over the batch.")),
            part(prefix + "l2", member, &Activity::l2, TR("Activity penalty L2"), price, section,
                 TR("Times the sum of the squares of what the units give; the mean over the batch.")),
            part(prefix + "sparsity", member, &Activity::sparsity, TR("Sparsity penalty"), price, section,
                 TR("Times the KL divergence of each unit's mean activity from the target; for activities "
                    "between 0 "
                    "and 1.")),
            part(prefix + "target", member, &Activity::target, TR("Target activity"),
                 {.min = 0.0001, .max = 0.9999, .step = 0.01}, section,
                 TR("The mean activity that the sparsity penalty asks of every unit."))};
}

} // namespace engine
