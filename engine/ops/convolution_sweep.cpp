#include "engine/ops/convolution_sweep.h"

#include "engine/ops/loops.h"

#include <algorithm>
#include <cstring>

namespace engine::ops {

namespace {

template <int width, int runs>
ConvolutionTile tileOf(int vectors)
{
    if constexpr (width * runs > maxTileRows)
        return nullptr;
    else
        return vectors == 1 ? convolveTile<width, runs, 1> : convolveTile<width, runs, 2>;
}

template <int width>
ConvolutionTile tileOfWidth(int runs, int vectors)
{
    switch (runs) {
    case 1:
        return tileOf<width, 1>(vectors);
    case 2:
        return tileOf<width, 2>(vectors);
    case 3:
        return tileOf<width, 3>(vectors);
    default:
        return tileOf<width, 4>(vectors);
    }
}

int runsOf(int width)
{
    return std::min(maxRuns, maxTileRows / width);
}

// Runs in a row of pixels overlap rather than end short; the width is chosen so that little is done twice and
// tiles are large.
int runWidth(int columns)
{
    int best = 1;
    const auto work = [&](int width) { return divideUp(columns, width) * width; };
    for (int width = 2; width <= std::min(maxRunWidth, columns); ++width) {
        const bool larger = width * runsOf(width) >= best * runsOf(best);
        if (work(width) < work(best) || (work(width) == work(best) && larger))
            best = width;
        else if (best * runsOf(best) < 4 && larger) // too few sums to keep the processor busy
            best = width;
    }
    return best;
}

// Where the runs of a sweep begin.
struct Runs {
    explicit Runs(const Sweep& sweep)
        : sweep(sweep), width(runWidth(sweep.columns)), perRow(int(divideUp(sweep.columns, width)))
    {
    }
    std::int64_t count() const { return std::int64_t{sweep.rows} * perRow; }
    int column(std::int64_t run) const { return std::min(int(run % perRow) * width, sweep.columns - width); }
    std::int64_t from(std::int64_t run) const
    {
        return sweep.from + run / perRow * sweep.rowStep + column(run) * sweep.pixelStep;
    }
    std::int64_t to(std::int64_t run) const
    {
        return sweep.to + run / perRow * sweep.outRowStep + column(run) * sweep.outPixelStep;
    }

    const Sweep& sweep;
    int width, perRow;
};

// A panel with fewer filters than its width takes a detour, because tiles are written whole.
class Detour {
public:
    Detour(int width, int columns) : m_width(width), m_columns(columns) {}

    void redirect(int runs, int pixels, float** to)
    {
        for (int r = 0; r < runs; ++r) {
            m_wanted[std::size_t(r)] = to[r];
            to[r] = m_values.data() + r * pixels * m_width;
        }
    }
    void deliver(int runs, int pixels, std::int64_t outStep) const
    {
        for (int r = 0; r < runs; ++r)
            for (int i = 0; i < pixels; ++i)
                std::memcpy(m_wanted[std::size_t(r)] + i * outStep,
                            m_values.data() + (r * pixels + i) * m_width,
                            std::size_t(m_columns) * sizeof(float));
    }

private:
    int m_width, m_columns;
    std::array<float*, maxRuns> m_wanted;
    alignas(64) std::array<float, maxTileRows * tileColumns> m_values;
};

} // namespace

ConvolutionTile convolutionTile(int width, int runs, int vectors)
{
    switch (width) {
    case 1:
        return tileOfWidth<1>(runs, vectors);
    case 2:
        return tileOfWidth<2>(runs, vectors);
    case 3:
        return tileOfWidth<3>(runs, vectors);
    case 4:
        return tileOfWidth<4>(runs, vectors);
    case 5:
        return tileOfWidth<5>(runs, vectors);
    case 6:
        return tileOfWidth<6>(runs, vectors);
    default:
        return tileOfWidth<7>(runs, vectors);
    }
}

void Sweep::append(std::int64_t offset, std::int64_t length)
{
    depth += length;
    if (!stretches.empty() && stretches.back().offset + stretches.back().length == offset)
        stretches.back().length += length;
    else
        stretches.push_back({offset, length});
}

FilterPanels::FilterPanels(std::int64_t depth, int filters)
    : m_filters(filters), m_count(int(divideUp(filters, tileColumns))),
      m_slot(divideUp(tileColumns * depth + panelSlack, 16) * 16), m_values({m_count, int(m_slot)})
{
}

void FilterPanels::pack(const Lines& lines, std::int64_t first, std::int64_t depth)
{
    for (int panel = 0; panel < m_count; ++panel)
        packPanel(lines.from(panel * tileColumns, 0), columns(panel), width(panel), depth,
                  data(panel) + first * width(panel));
}

void sweepPicture(const Sweep& sweep, const FilterPanels& panels, int panel, const float* picture, float* out,
                  const Finish& finish)
{
    const Runs runs(sweep);
    const int width = panels.width(panel), columns = panels.columns(panel);
    const int together = runsOf(runs.width);
    const int vectors = width / vectorLanes;
    const ConvolutionTile whole = convolutionTile(runs.width, together, vectors);
    alignas(64) std::array<float, tileColumns> start{};
    if (finish.bias)
        std::copy_n(finish.bias + panel * tileColumns, columns, start.begin());
    const bool narrow = columns < width;
    Detour detour(width, columns);
    const TileTask task{sweep.stretches, sweep.pixelStep, narrow ? width : sweep.outPixelStep,
                        finish.bias ? start.data() : nullptr, finish.floor};
    for (std::int64_t run = 0; run < runs.count(); run += together) {
        const int count = int(std::min<std::int64_t>(together, runs.count() - run));
        std::array<const float*, maxRuns> from;
        std::array<float*, maxRuns> to;
        for (int r = 0; r < count; ++r) {
            from[std::size_t(r)] = picture + runs.from(run + r);
            to[std::size_t(r)] = out + runs.to(run + r) + panel * tileColumns;
        }
        if (narrow)
            detour.redirect(count, runs.width, to.data());
        const ConvolutionTile tile = count == together ? whole : convolutionTile(runs.width, count, vectors);
        tile(task, from.data(), to.data(), panels.data(panel));
        if (narrow)
            detour.deliver(count, runs.width, sweep.outPixelStep);
    }
}

void padPicture(const Padding& p, const float* picture, float* padded)
{
    const std::int64_t row = std::int64_t{p.columns} * p.channels;
    const std::int64_t left = std::int64_t{p.left} * p.channels, right = std::int64_t{p.right} * p.channels;
    float* to = std::fill_n(padded, p.top * p.rowSize(), 0.0f);
    for (int y = 0; y < p.rows; ++y) {
        to = std::fill_n(to, left, 0.0f);
        to = std::copy_n(picture + y * row, row, to);
        to = std::fill_n(to, right, 0.0f);
    }
    std::fill_n(to, p.bottom * p.rowSize(), 0.0f);
}

Padding paddingOf(const Window& window, int channels)
{
    return {window.rows.input,   window.columns.input,  channels, window.rows.before, window.columns.before,
            window.rows.after(), window.columns.after()};
}

Sweep sweepOf(const Window& window, const Padding& padding, int filters)
{
    Sweep sweep;
    sweep.rows = window.rows.output;
    sweep.columns = window.columns.output;
    sweep.rowStep = window.rows.stride * padding.rowSize();
    sweep.pixelStep = std::int64_t{window.columns.stride} * padding.channels;
    sweep.outPixelStep = filters;
    sweep.outRowStep = std::int64_t{filters} * sweep.columns;
    for (int t = 0; t < window.rows.size; ++t)
        for (int u = 0; u < window.columns.size; ++u)
            sweep.append(t * window.rows.dilation * padding.rowSize() +
                             std::int64_t{u} * window.columns.dilation * padding.channels,
                         padding.channels);
    return sweep;
}

} // namespace engine::ops
