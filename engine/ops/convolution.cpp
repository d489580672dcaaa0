#include "engine/ops/convolution.h"

#include "engine/ops/convolution_sweep.h"
#include "engine/ops/convolution_unroll.h"
#include "engine/ops/loops.h"

#include <limits>

namespace engine::ops {

namespace {

// Pictures that are worked on together: while one panel of filters is in the cache it meets all of them. So
// many values of padded pictures stay in the second-level cache beside it.
constexpr std::int64_t groupValues = 1 << 16;
constexpr std::int64_t leastPieces = 16;

std::int64_t groupSize(std::int64_t pictures, std::int64_t values)
{
    const std::int64_t most = std::max<std::int64_t>(1, pictures / leastPieces);
    return std::clamp<std::int64_t>(groupValues / std::max<std::int64_t>(1, values), 1, most);
}

// Of a kernel [values of a window, filters].
FilterPanels packKernel(const Tensor& kernel)
{
    const std::int64_t filters = kernel.columns(), depth = rowCount(kernel);
    FilterPanels panels(depth, int(filters));
    panels.pack({kernel.data(), filters, 1, filters, kernel.size()}, 0, depth);
    return panels;
}

void convolveOnCpu(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& bias,
                   const ActivationSpec& spec, Tensor& y)
{
    const WindowReader reader(window, x.columns());
    const Sweep sweep = reader.sweep(kernel.columns());
    const FilterPanels panels = packKernel(kernel);
    const bool relu = spec.kind == Activation::Relu, linear = spec.kind == Activation::Linear;
    const Finish finish{bias.data(), relu ? 0.0f : -std::numeric_limits<float>::infinity()};
    const std::int64_t pictures = x.rows();
    const std::int64_t group = groupSize(pictures, reader.size());
    const std::int64_t inSize = x.size() / pictures, outSize = y.size() / pictures;
    parallelRanges(pictures, group, [&](std::int64_t first, std::int64_t last) {
        Tensor room = reader.copies() ? Tensor({int((last - first) * reader.size())}) : Tensor();
        std::vector<const float*> sources;
        for (std::int64_t b = first; b < last; ++b)
            sources.push_back(reader.read(x.data() + b * inSize, room.data() + (b - first) * reader.size()));
        for (int panel = 0; panel < panels.count(); ++panel)
            for (std::int64_t b = first; b < last; ++b)
                sweepPicture(sweep, panels, panel, sources[std::size_t(b - first)], y.data() + b * outSize,
                             finish);
        if (!relu && !linear) {
            Tensor part = y.slice(int(first), int(last - first));
            activate(part, {}, spec, part);
        }
    });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const Window&, const Tensor&, const ActivationSpec&, Tensor&)>
    convolve{"convolve", convolveOnCpu};

} // namespace engine::ops
