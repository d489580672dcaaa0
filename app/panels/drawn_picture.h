#pragma once

#include "engine/tensor/shape.h"

#include <QImage>

#include <vector>

namespace app::panels {

// A drawing, brought into the form of the data. Each pixel of the picture is the mean of what it covers.
QImage shrunk(const QImage& drawing, const QSize& picture);

// As the digits of MNIST were prepared: what was drawn is scaled to fit 20 x 20 of 28 x 28 pixels, its centre
// of mass comes to the middle (LeCun, Cortes, Burges: The MNIST database). A blank drawing stays blank.
QImage centred(const QImage& drawing, const QSize& picture);

// The values that a network reads, from 0 (black) to 1 (white); shape: height, width, channels.
std::vector<float> pictureValues(const QImage& picture, const engine::Shape& shape);

} // namespace app::panels
