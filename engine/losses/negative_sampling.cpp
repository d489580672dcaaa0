// Negative sampling, as in word2vec (Mikolov et al. 2013): noise-contrastive estimation without the
// correction for how often a class is drawn, which gives vectors but no probabilities.
#include "engine/losses/sampled_loss.h"

namespace engine::losses {

LossType negative_sampling()
{
    return sampledLoss({.id = "negative_sampling",
                        .title = TR("Negative sampling"),
                        .summary = TR("Tells the true class from a few drawn at random, as word2vec does."),
                        .skipsHits = true});
}

} // namespace engine::losses
