#pragma once

#include "engine/losses/comparison.h"

#include "engine/layers/initializer.h"

namespace engine {

// Losses that tell the true class from a few that are drawn at random, instead of scoring all of them. They
// own a vector and a bias for every class. What noise-contrastive estimation and negative sampling have in
// common.
struct SampledLossOptions {
    int classes = 10000;
    int negatives = 64;
    std::string sampler = "log_uniform";
    bool ownNegatives = false; // each sample has its own; else the batch shares them
    Initializer kernel{.kind = "zeros"};
};

struct SampledLossKind {
    std::string id, title, summary;
    bool correctsScores = false; // by how often a class is drawn
    bool skipsHits = false; // a negative that is the true class does not count
};

LossType sampledLoss(const SampledLossKind& kind);

} // namespace engine
