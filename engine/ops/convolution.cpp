#include "engine/ops/convolution.h"

#include "engine/ops/convolution_sweep.h"
#include "engine/ops/loops.h"
#include "engine/ops/max_pool.h"
#include "engine/ops/window_reader.h"

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

// Where the maps of some pictures go on to.
struct PoolStep {
    const Window& window;
    Tensor& y;
    Tensor& chosen; // a row for every picture
};

class Forward {
public:
    Forward(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& bias,
            const ActivationSpec& spec)
        : m_x(x), m_reader(window, x.columns()), m_sweep(m_reader.sweep(kernel.columns())),
          m_panels(packKernel(kernel)), m_bias(bias), m_spec(spec),
          m_pictures(x.rows()), m_maps{1, window.rows.output, window.columns.output, kernel.columns()}
    {
    }

    void run(Tensor& y) const
    {
        forGroups([&](std::int64_t first, std::int64_t last) {
            Tensor maps = y.slice(int(first), int(last - first));
            fill(first, last, maps);
        });
    }

    void run(const PoolStep& pool) const
    {
        forGroups([&](std::int64_t first, std::int64_t last) {
            Tensor maps(m_maps.withoutBatch().withBatch(int(last - first)));
            fill(first, last, maps);
            for (std::int64_t b = first; b < last; ++b) {
                Tensor y = pool.y.slice(int(b), 1), chosen = pool.chosen.slice(int(b), 1);
                maxPool(maps.slice(int(b - first), 1), pool.window, y, chosen);
            }
        });
    }

private:
    template <class Body>
    void forGroups(const Body& body) const
    {
        parallelRanges(m_pictures, groupSize(m_pictures, m_reader.size()), body);
    }

    // The maps of the pictures from `first` to `last`.
    void fill(std::int64_t first, std::int64_t last, Tensor& maps) const
    {
        const bool relu = m_spec.kind == Activation::Relu, linear = m_spec.kind == Activation::Linear;
        const Finish finish{m_bias.data(), relu ? 0.0f : -std::numeric_limits<float>::infinity()};
        const std::int64_t inSize = m_x.size() / m_pictures, outSize = m_maps.elements();
        Tensor room = m_reader.copies() ? Tensor({int((last - first) * m_reader.size())}) : Tensor();
        std::vector<const float*> sources;
        for (std::int64_t b = first; b < last; ++b)
            sources.push_back(
                m_reader.read(m_x.data() + b * inSize, room.data() + (b - first) * m_reader.size()));
        for (int panel = 0; panel < m_panels.count(); ++panel)
            for (std::int64_t i = 0; i < last - first; ++i)
                sweepPicture(m_sweep, m_panels, panel, sources[std::size_t(i)], maps.data() + i * outSize,
                             finish);
        if (!relu && !linear)
            activate(maps, {}, m_spec, maps);
    }

    const Tensor& m_x;
    WindowReader m_reader;
    Sweep m_sweep;
    FilterPanels m_panels;
    const Tensor& m_bias;
    const ActivationSpec& m_spec;
    std::int64_t m_pictures;
    Shape m_maps; // of one picture
};

void convolveOnCpu(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& bias,
                   const ActivationSpec& spec, Tensor& y)
{
    Forward(x, kernel, window, bias, spec).run(y);
}

void convolveAndPoolOnCpu(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& bias,
                          const ActivationSpec& spec, const Window& pool, Tensor& y, Tensor& chosen)
{
    Forward(x, kernel, window, bias, spec).run({pool, y, chosen});
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const Window&, const Tensor&, const ActivationSpec&, Tensor&)>
    convolve{"convolve", convolveOnCpu};
const Op<void(const Tensor&, const Tensor&, const Window&, const Tensor&, const ActivationSpec&,
              const Window&, Tensor&, Tensor&)>
    convolveAndPool{"convolveAndPool", convolveAndPoolOnCpu};

bool canConvolveAndPool(const ActivationSpec& spec, const Window& pool)
{
    const auto apart = [](const WindowAxis& axis) { return axis.stride >= axis.size && axis.dilation == 1; };
    const bool byteNamesPlaces = pool.area() <= 256;
    return spec.kind != Activation::Softmax && apart(pool.rows) && apart(pool.columns) && byteNamesPlaces;
}

Tensor chosenByConvolution(const Tensor& y)
{
    const std::int64_t bytes = y.size() / y.rows();
    return Tensor({y.rows(), int(divideUp(bytes, sizeof(std::int32_t)))}, ElementType::Int32, y.device());
}

} // namespace engine::ops
