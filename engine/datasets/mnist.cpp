#include "engine/datasets/idx_images.h"

namespace engine::datasets {

DatasetType mnist()
{
    return idxImages(
        {"mnist", TR("MNIST"), TR("70,000 handwritten digits, 28 × 28 pixels, in ten classes."),
         TR("Yann LeCun, Corinna Cortes and Christopher J. C. Burges, from NIST's special databases 1 and 3; "
            "no licence on the original page, commonly listed as CC BY-SA 3.0."),
         "mnist", true, digitNames()});
}

} // namespace engine::datasets
