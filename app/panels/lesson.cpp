#include "app/panels/lesson.h"

#include <algorithm>

namespace app::panels {

namespace {

using engine::Tensor;
using widgets::NumberGrid;
using Kernel = LessonChoice::Kernel;
using Picture = LessonChoice::Picture;

// One channel of a picture, or of one filter of a kernel: [height, width, channels, filters].
NumberGrid channelOf(const Tensor& tensor, int channel, int filter = 0)
{
    const engine::Shape& shape = tensor.shape();
    const int channels = shape[2], filters = shape.rank() > 3 ? shape[3] : 1;
    channel = std::min(channel, channels - 1); // chosen for a layer with more of them
    filter = std::min(filter, filters - 1);
    NumberGrid grid{shape[0], shape[1], {}};
    const std::span<const float> values = tensor.values();
    for (int place = 0; place < shape[0] * shape[1]; ++place)
        grid.values.append(double(values[std::size_t((place * channels + channel) * filters + filter)]));
    return grid;
}

KernelExample exampleFor(Kernel kernel)
{
    switch (kernel) {
    case Kernel::AntiDiagonal:
        return KernelExample::AntiDiagonal;
    case Kernel::HorizontalEdges:
        return KernelExample::HorizontalEdges;
    case Kernel::Blur:
        return KernelExample::Blur;
    case Kernel::Sharpen:
        return KernelExample::Sharpen;
    default:
        return KernelExample::VerticalEdges; // also in place of one that is not trained yet
    }
}

} // namespace

NumberGrid Lesson::picture() const
{
    constexpr int side = 7;
    if (choice.picture == Picture::Counting)
        return countingPicture();
    if (choice.picture == Picture::Edge)
        return edgePicture(side, side);
    if (input)
        return channelOf(input->picture, choice.channel);
    // Of the right size, until the sample is here.
    return arriving.empty() ? edgePicture(side, side) : edgePicture(arriving[0], arriving[1]);
}

bool Lesson::hasTrainedKernel() const
{
    if (!input || input->kernel.empty() || choice.window.kind != widgets::WindowScene::Kind::Convolution)
        return false;
    const engine::Shape& shape = input->kernel.shape();
    return shape[0] == choice.window.rows.size && shape[1] == choice.window.columns.size;
}

NumberGrid Lesson::kernel() const
{
    const int rows = choice.window.rows.size, columns = choice.window.columns.size;
    if (choice.kernel == Kernel::Own)
        return resized(ownKernel, rows, columns);
    if (choice.kernel == Kernel::Trained && hasTrainedKernel())
        return channelOf(input->kernel, choice.channel, choice.filter);
    return exampleKernel(exampleFor(choice.kernel), rows, columns);
}

// Where a filter reads several channels, the others belong to the sum as well, and the bias to all of them.
double Lesson::bias() const
{
    if (choice.kernel != Kernel::Trained || !hasTrainedKernel() || input->bias.empty() ||
        input->kernel.shape()[2] != 1)
        return 0;
    const std::span<const float> values = input->bias.values();
    return double(values[std::min(std::size_t(choice.filter), values.size() - 1)]);
}

engine::Result<widgets::WindowScene> Lesson::scene() const
{
    return windowScene(choice.window, picture(), kernel(), bias());
}

} // namespace app::panels
