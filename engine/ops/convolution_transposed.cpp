// Every input of a convolution gathers from the outputs whose windows cover it. With stride s these are
// convolutions of their own for each of the s * s positions within a step, each with some of the kernel's
// taps.
#include "engine/ops/convolution_transposed.h"
#include "engine/ops/convolution.h"
#include "engine/ops/convolution_sweep.h"
#include "engine/ops/loops.h"

#include <limits>

namespace engine::ops {

namespace {

// Along one axis: inputs at phase + k * stride (counted with the padding in front), and the taps that reach
// them.
struct Phase {
    int phase = 0;
    int first = 0, count = 0; // inputs of this phase
    int source = 0; // output that tap offset 0 takes the first input's value from
    std::vector<int> taps; // in the order of ascending outputs
};

std::vector<Phase> phasesOf(const WindowAxis& axis)
{
    std::vector<Phase> phases;
    for (int phase = 0; phase < std::min(axis.stride, axis.before + axis.input); ++phase) {
        Phase found{phase};
        const int lead = ((phase - axis.before) % axis.stride + axis.stride) % axis.stride;
        found.first = lead;
        found.count = lead < axis.input ? (axis.input - lead - 1) / axis.stride + 1 : 0;
        found.source = (lead + axis.before - phase) / axis.stride;
        for (int tap = axis.size - 1; tap >= 0; --tap)
            if (tap * axis.dilation % axis.stride == phase)
                found.taps.push_back(tap);
        if (found.count > 0)
            phases.push_back(std::move(found));
    }
    return phases;
}

int furthest(const WindowAxis& axis)
{
    return (axis.size - 1) * axis.dilation / axis.stride;
}

int beyond(const WindowAxis& axis)
{
    return std::max(0, (axis.before + axis.input - 1) / axis.stride - (axis.output - 1));
}

// Packs the taps of a phase: value (tap, out) of filter c is kernel[tap, c, out].
FilterPanels packTaps(const Tensor& kernel, const Window& window, const Phase& down, const Phase& across)
{
    const std::int64_t channels = kernel.shape()[2], outs = kernel.shape()[3];
    FilterPanels panels(std::int64_t(down.taps.size() * across.taps.size()) * outs, int(channels));
    std::int64_t first = 0;
    for (const int t : down.taps)
        for (const int u : across.taps) {
            const std::int64_t start = (std::int64_t{t} * window.columns.size + u) * channels * outs;
            panels.pack({kernel.data() + start, channels, outs, 1, kernel.size() - start}, first, outs);
            first += outs;
        }
    return panels;
}

Sweep sweepOfPhase(const Window& window, const Padding& padding, const Phase& down, const Phase& across,
                   std::int64_t channels)
{
    const std::int64_t outs = padding.channels;
    const auto position = [&](int row, int column) {
        return (padding.top + row) * padding.rowSize() + (padding.left + column) * outs;
    };
    Sweep sweep;
    sweep.rows = down.count;
    sweep.columns = across.count;
    sweep.from = position(down.source - furthest(window.rows), across.source - furthest(window.columns));
    sweep.rowStep = padding.rowSize();
    sweep.pixelStep = outs;
    sweep.to = (std::int64_t{down.first} * window.columns.input + across.first) * channels;
    sweep.outRowStep = std::int64_t{window.rows.stride} * window.columns.input * channels;
    sweep.outPixelStep = window.columns.stride * channels;
    for (const int t : down.taps)
        for (const int u : across.taps) {
            const int back = (t * window.rows.dilation - down.phase) / window.rows.stride;
            const int left = (u * window.columns.dilation - across.phase) / window.columns.stride;
            sweep.append((furthest(window.rows) - back) * padding.rowSize() +
                             (furthest(window.columns) - left) * outs,
                         outs);
        }
    return sweep;
}

} // namespace

TransposedConvolution::TransposedConvolution(const Tensor& kernel, const Window& window)
    : m_padding{window.rows.output,       window.columns.output, kernel.shape()[3],     furthest(window.rows),
                furthest(window.columns), beyond(window.rows),   beyond(window.columns)}
{
    const std::vector<Phase> rows = phasesOf(window.rows), columns = phasesOf(window.columns);
    for (const Phase& down : rows)
        for (const Phase& across : columns)
            m_parts.push_back({sweepOfPhase(window, m_padding, down, across, kernel.shape()[2]),
                               packTaps(kernel, window, down, across)});
}

void TransposedConvolution::run(const float* picture, float* room, float* out) const
{
    if (!m_padding.empty()) {
        padPicture(m_padding, picture, room);
        picture = room;
    }
    for (const Part& part : m_parts)
        for (int panel = 0; panel < part.panels.count(); ++panel)
            sweepPicture(part.sweep, part.panels, panel, picture, out,
                         {nullptr, -std::numeric_limits<float>::infinity()});
}

static void convolveTransposedOnCpu(const Tensor& y, const Tensor& kernel, const Window& window, Tensor& x)
{
    const TransposedConvolution convolution(kernel, window);
    const std::int64_t pictures = y.rows();
    const std::int64_t inSize = y.size() / pictures, outSize = x.size() / pictures;
    parallel(pictures, [&](std::int64_t b) {
        Tensor room({int(convolution.room())});
        convolution.run(y.data() + b * inSize, room.data(), x.data() + b * outSize);
    });
}

const Op<void(const Tensor&, const Tensor&, const Window&, Tensor&)> convolveTransposed{
    "convolveTransposed", convolveTransposedOnCpu};

} // namespace engine::ops
