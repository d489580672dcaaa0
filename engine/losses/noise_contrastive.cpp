// Noise-contrastive estimation: learns the probabilities of very many classes by telling the true one from
// drawn ones (Gutmann, Hyvarinen 2010; Mnih, Teh 2012).
#include "engine/losses/sampled_loss.h"

namespace engine::losses {

LossType noise_contrastive()
{
    return sampledLoss(
        {.id = "noise_contrastive",
         .title = TR("Noise-contrastive"),
         .summary =
             TR("Tells the true class from a few drawn at random, knowing how often each is drawn; for "
                "vocabularies too large to score every word."),
         .correctsScores = true});
}

} // namespace engine::losses
