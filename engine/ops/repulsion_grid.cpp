#include "engine/ops/repulsion_grid.h"

#include "engine/ops/grid_convolution.h"
#include "engine/ops/grid_spline.h"
#include "engine/ops/loops.h"
#include "engine/ops/map_bounds.h"

#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

namespace engine::ops {

namespace {

// Across a large map: forces are then right within 1 % in two dimensions, within a few in three.
constexpr float coarsest(int dimensions)
{
    return dimensions == 2 ? 0.35f : 0.5f;
}
constexpr float fewestCells = 16; // across a small map
constexpr int margin = 12; // nodes for the kernel's splines to die away in
constexpr int boxNodes =
    splineNodes + 3; // beyond the cells: a point's nodes, and two that rows of eight touch
constexpr std::int64_t bandRows = 8; // of the grid, whose points are spread by one task
constexpr std::int64_t pointGrain = 1024;

float spacingFor(float span, int dimensions)
{
    float spacing = coarsest(dimensions);
    for (int halvings = 0; span < fewestCells * spacing && halvings < 60; ++halvings)
        spacing /= 2;
    return spacing;
}

int mostCells(int dimensions)
{
    return dimensions == 2 ? 1536 : 160;
}

// In steps of about an eighth, so that a growing map does not ask for a new grid in every iteration.
int stepped(int cells)
{
    int step = 16;
    while (cells > 8 * step)
        step *= 2;
    return (cells + step - 1) / step * step;
}

} // namespace

struct RepulsionGrid::Private {
    explicit Private(int dimensions) : dimensions(dimensions) {}

    void fit(const MapBounds& bounds);
    void setKernel();
    template <int d>
    void sortByBand(const Tensor& positions);
    template <int d>
    void spread(const Tensor& positions);
    template <int d>
    void read(const Tensor& positions, Tensor& repulsion, Tensor& weights) const;
    template <int d>
    void repel(const Tensor& positions, Tensor& repulsion, Tensor& weights);

    int dimensions;
    MapBounds box;
    float spacing = 0;
    bool small = false; // then 1 is subtracted from the kernel, whose differences would drown in rounding
    GridConvolution::Sizes wanted{};
    std::optional<GridConvolution> convolution;
    Tensor charge, potential;
    std::vector<std::int32_t> bands, order, starts;
};

void RepulsionGrid::Private::fit(const MapBounds& bounds)
{
    box = bounds;
    const float fineness = spacingFor(bounds.span(), dimensions);
    GridConvolution::Sizes needed{1, 1, 1};
    for (int c = 0; c < dimensions; ++c) {
        const auto axis = std::size_t(c);
        needed[axis] = stepped(int((bounds.high[axis] - bounds.low[axis]) / fineness) + boxNodes);
    }
    if (fineness == spacing && needed == wanted)
        return;
    spacing = fineness;
    small = fineness < coarsest(dimensions) / 2;
    wanted = needed;
    convolution.emplace(dimensions, needed, margin);
    setKernel();
    const auto nodes = int(convolution->cells());
    charge = Tensor({nodes});
    potential = Tensor({nodes});
}

// The splines of spreading and of reading each blur by b(k) = (33 + 26 cos k + cos 2k) / 60 at the nodes.
void RepulsionGrid::Private::setKernel()
{
    const float square = spacing * spacing;
    convolution->setKernel(
        [square, less = small](const GridConvolution::Sizes& offset) {
            float cells = 0;
            for (const int o : offset)
                cells += float(o) * float(o);
            const float length = square * cells;
            return (less ? -length : 1.0f) / (1.0f + length);
        },
        [](double turns) {
            const double k = 2 * std::numbers::pi * turns;
            const double blur = (33 + 26 * std::cos(k) + std::cos(2 * k)) / 60;
            return 1 / (blur * blur);
        });
}

// The points in the order of the bands of the grid that they are spread over.
template <int d>
void RepulsionGrid::Private::sortByBand(const Tensor& positions)
{
    const std::int64_t n = positions.rows();
    const auto count = int(convolution->sizes()[0] / bandRows);
    const float* const y = positions.data();
    const float low = box.low[0];
    const float perSpacing = 1 / spacing;
    bands.resize(std::size_t(n));
    order.resize(std::size_t(n));
    starts.assign(std::size_t(count) + 2, 0);
    forElements(n, [=, band = bands.data()](std::int64_t i) {
        band[i] = std::int32_t((y[i * d] - low) * perSpacing) / std::int32_t(bandRows);
    });
    for (const std::int32_t band : bands)
        ++starts[std::size_t(band) + 2];
    for (std::size_t band = 2; band < starts.size(); ++band)
        starts[band] += starts[band - 1];
    for (std::int64_t i = 0; i < n; ++i)
        order[std::size_t(starts[std::size_t(bands[std::size_t(i)]) + 1]++)] = std::int32_t(i);
}

// A band's points reach five rows into the next band: first all even bands, then all odd ones, so that no
// two tasks meet. The even ones empty the rows of both first.
template <int d>
void RepulsionGrid::Private::spread(const Tensor& positions)
{
    const GridConvolution::Sizes sizes = convolution->sizes();
    const std::int64_t row = std::int64_t{sizes[1]} * sizes[2];
    const auto count = int(sizes[0] / bandRows);
    const float perSpacing = 1 / spacing;
    for (int parity = 0; parity < 2; ++parity)
        parallel((count + 1 - parity) / 2, [&](std::int64_t task) {
            const std::int64_t band = 2 * task + parity;
            const std::int64_t first = band * bandRows;
            if (parity == 0)
                std::fill_n(charge.data() + first * row, std::min(2 * bandRows, sizes[0] - first) * row,
                            0.0f);
            for (std::int32_t k = starts[std::size_t(band)]; k < starts[std::size_t(band) + 1]; ++k)
                spreadPoint(GridPlace<d>(positions.data() + std::int64_t{order[std::size_t(k)]} * d,
                                         box.low.data(), perSpacing),
                            charge.data(), sizes.data());
        });
}

template <int d>
void RepulsionGrid::Private::read(const Tensor& positions, Tensor& repulsion, Tensor& weights) const
{
    const GridConvolution::Sizes sizes = convolution->sizes();
    const float perSpacing = 1 / spacing;
    const float own = small ? 1.0f - float(positions.rows()) : 1.0f; // no point repels itself
    parallelRanges(positions.rows(), pointGrain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t k = first; k < last; ++k) {
            const std::int64_t i = order[std::size_t(k)];
            const GridReading<d> at =
                readPoint(GridPlace<d>(positions.data() + i * d, box.low.data(), perSpacing),
                          potential.data(), sizes.data());
            weights.data()[i] = at.value - own;
            for (int c = 0; c < d; ++c)
                repulsion.data()[i * d + c] = -0.5f * perSpacing * at.slope[c];
        }
    });
}

template <int d>
void RepulsionGrid::Private::repel(const Tensor& positions, Tensor& repulsion, Tensor& weights)
{
    fit(boundsOf(positions));
    sortByBand<d>(positions);
    spread<d>(positions);
    convolution->apply(charge.data(), potential.data());
    read<d>(positions, repulsion, weights);
}

RepulsionGrid::RepulsionGrid(int dimensions) : d(new Private(dimensions)) {}
RepulsionGrid::RepulsionGrid(RepulsionGrid&&) noexcept = default;
RepulsionGrid::~RepulsionGrid() = default;

bool RepulsionGrid::fits(const Tensor& positions)
{
    if (positions.device() != Device::Cpu)
        return true;
    const float span = boundsOf(positions).span(); // not so when infinite or NaN
    return span / spacingFor(span, positions.columns()) < float(mostCells(positions.columns()) - boxNodes);
}

namespace {

void repelByGridOnCpu(const Tensor& positions, RepulsionGrid& grid, Tensor& repulsion, Tensor& weights)
{
    positions.columns() == 2 ? grid.state().repel<2>(positions, repulsion, weights)
                             : grid.state().repel<3>(positions, repulsion, weights);
}

} // namespace

const Op<void(const Tensor&, RepulsionGrid&, Tensor&, Tensor&)> repelByGrid{"repelByGrid", repelByGridOnCpu};

} // namespace engine::ops
