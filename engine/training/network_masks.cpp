// Outputs of sequences with missing steps, which count neither in the loss nor in metrics.
#include "engine/ops/elementwise.h"
#include "engine/ops/gather.h"
#include "engine/ops/missing_rows.h"
#include "engine/ops/steps.h"
#include "engine/training/filled_steps.h"
#include "engine/training/network_private.h"

#include <utility>

namespace engine {

namespace {

// Of [batch * steps].
std::vector<std::int32_t> countedRows(const Tensor& mask)
{
    std::vector<std::int32_t> rows;
    const Tensor here = mask.to(Device::Cpu);
    for (std::size_t i = 0; i < here.values().size(); ++i)
        if (here.values()[i] != 0)
            rows.push_back(static_cast<std::int32_t>(i));
    return rows;
}

Tensor gathered(const Tensor& values, const std::vector<std::int32_t>& rows)
{
    const Tensor all = foldedSteps(values.to(Device::Cpu));
    Tensor some = Tensor::like(all, all.shape().withoutBatch().withBatch(static_cast<int>(rows.size())));
    ops::gatherRows(all, rows, some);
    return some;
}

} // namespace

Tensor foldedSteps(const Tensor& values)
{
    const Shape& shape = values.shape();
    return values.reshaped(shape.withoutBatch().withoutBatch().withBatch(shape[0] * shape[1]));
}

FilledSteps::FilledSteps(const Tensor& values, const Tensor& mask)
{
    const Tensor given = foldedSteps(values);
    all = Tensor::like(given);
    first = Tensor::like(given, given.shape().withoutBatch().withBatch(1));
    ops::fillMissing(given, mask, all, first);
}

// Where the host should not wait for the mask.
void Network::Private::computeFilledLoss(NetworkStep& step, const Tensor& target, float weight,
                                         Tensor* gradient)
{
    const Tensor& prediction = step.inputs[0];
    const FilledSteps said(prediction, step.mask), wanted(target, step.mask);
    computeLoss(said.first, wanted.first, weight, step, nullptr);
    const Tensor ofFirst = std::exchange(step.lossValue, Tensor());
    Tensor slopes;
    computeLoss(said.all, wanted.all, weight, step, gradient ? &slopes : nullptr);
    ops::leaveMissing(step.mask, ofFirst, step.sumsElements ? prediction.rows() : 0, step.lossValue, slopes);
    if (gradient)
        *gradient = slopes.reshaped(prediction.shape());
}

void Network::Private::computeMaskedLoss(NetworkStep& step, const Tensor& target, float weight,
                                         Tensor* gradient)
{
    if (device != Device::Cpu)
        return computeFilledLoss(step, target, weight, gradient);
    const Tensor& prediction = step.inputs[0];
    const std::vector<std::int32_t> rows = countedRows(step.mask);
    if (gradient)
        *gradient = Tensor::like(prediction);
    if (rows.empty()) {
        step.lossValue = Tensor::scalar(0);
        if (gradient)
            ops::fill(*gradient, 0);
        return;
    }
    if (step.sumsElements) // of a sample, not of a step
        weight *= static_cast<float>(rows.size()) / static_cast<float>(prediction.rows());
    Tensor slopes;
    computeLoss(gathered(prediction, rows).to(device), gathered(target, rows).to(device), weight, step,
                gradient ? &slopes : nullptr);
    if (gradient) {
        Tensor all = foldedSteps(*gradient);
        ops::scatterRows(slopes, rows, all);
    }
}

const Tensor& Network::mask(NodeId output) const
{
    return d->step(output).mask;
}

Tensor Network::counted(NodeId output, const Tensor& values) const
{
    const Tensor& mask = this->mask(output);
    return mask.empty() ? values : gathered(values, countedRows(mask));
}

} // namespace engine
