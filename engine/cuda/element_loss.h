#pragma once

#include "engine/cuda/reduce.h"
#include "engine/ops/loss_terms.h"

namespace engine::cuda {

// The value of an element's term; its slope goes into the gradient on the way.
template <class Term>
struct ElementLoss {
    Term term;
    float factor;
    float* gradient; // or null

    __device__ float operator()(std::int64_t i) const
    {
        const ops::LossTerm at = term(i);
        if (gradient)
            gradient[i] = factor * at.slope;
        return at.value;
    }
};

// What is left to do when the terms are summed.
struct ScaledLoss {
    float factor;
    float* loss;

    __device__ void operator()(int, float sum) const { *loss = factor * sum; }
};

// Term gives an element's value and slope: writes loss and, unless it is empty, gradient, each times factor.
template <class Term>
void elementLoss(std::int64_t count, float factor, Tensor& loss, Tensor& gradient, const Term& term)
{
    sumElements(count, ElementLoss<Term>{term, factor, gradient.data()}, ScaledLoss{factor, loss.data()});
}

} // namespace engine::cuda
