#include "engine/datasets/idx_images.h"

namespace engine::datasets {

DatasetType fashion_mnist()
{
    return idxImages({"fashion-mnist",
                      TR("Fashion-MNIST"),
                      TR("70,000 pictures of clothes, 28 × 28 pixels, in ten classes."),
                      TR("Zalando Research (Han Xiao, Kashif Rasul and Roland Vollgraf, 2017); MIT licence."),
                      "fashion-mnist",
                      false,
                      {TR("T-shirt or top"), TR("Trousers"), TR("Pullover"), TR("Dress"), TR("Coat"),
                       TR("Sandal"), TR("Shirt"), TR("Trainer"), TR("Bag"), TR("Ankle boot")}});
}

} // namespace engine::datasets
