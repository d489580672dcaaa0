#include "engine/mapping/tsne.h"

#include <algorithm>
#include <cmath>

#include <unistd.h>

namespace engine {

namespace {

using Settings = TsneSettings;
using Bound = BoundField<Settings>;

// Where the next method is quicker: a tree costs n log n, a grid hardly more for more points, but much in
// space.
constexpr std::int64_t mostForExact = 1000;
constexpr std::int64_t mostForTree = 8000;
constexpr std::int64_t mostForTreeInSpace = 30'000;

std::vector<Bound> mapFields()
{
    const Limits methods{.choices = {"auto", "exact", "barnes-hut", "fft"},
                         .choiceTitles = {TR("Automatic"), TR("Exact"), TR("Barnes-Hut"), TR("FFT")}};
    const Limits starts{.choices = {"pca", "random"},
                        .choiceTitles = {TR("Principal components"), TR("Random")}};
    return {
        field("dimensions", &Settings::dimensions, TR("Dimensions"), {2, 3, 1}),
        field("method", &Settings::method, TR("Method"), methods, {},
              TR("How points push each other apart: exactly between all pairs, or quickly and nearly so.")),
        field("perplexity", &Settings::perplexity, TR("Perplexity"), {2, 1000, 5}, {},
              TR("About how many neighbours every point stays close to.")),
        field("iterations", &Settings::iterations, TR("Iterations"), {1, 1e6, 100}),
        field("start", &Settings::start, TR("Start from"), starts, {},
              TR("Principal components keep the overall arrangement; random starts show what depends on "
                 "chance.")),
        field("components", &Settings::components, TR("Components for neighbours"), {0, 10000, 10}, {},
              TR("Neighbours are looked for among so many principal components; 0 takes all values as they "
                 "are.")),
        field("normalise", &Settings::normalise, TR("Normalise points"), {}, {},
              TR("Every point's values are brought to length 1, so that only their direction counts, as "
                 "between "
                 "words.")),
        field("seed", &Settings::seed, TR("Seed"), {0, 9e15, 1}, {}, TR("The same seed gives the same map.")),
    };
}

std::vector<Bound> movementFields()
{
    const std::string section = TR("Movement");
    return {
        field("exaggeration", &Settings::exaggeration, TR("Early exaggeration"), {1, 100, 1}, section,
              TR("Pulls neighbours together more strongly at first, so that groups find each other.")),
        field("exaggeration_iterations", &Settings::exaggerationIterations, TR("Exaggerated for"),
              {0, 1e6, 50, {}, {}, TR("iterations")}, section),
        field("learning_rate", &Settings::learningRate, TR("Learning rate"), {0, 1e6, 100}, section,
              TR("How far each step goes; 0 fits it to the number of points.")),
        field("momentum", &Settings::momentum, TR("Momentum at first"), {0, 0.99, 0.1}, section),
        field("final_momentum", &Settings::finalMomentum, TR("Momentum later"), {0, 0.99, 0.1}, section),
        shownWhen(
            field(
                "theta", &Settings::theta, TR("Coarseness"), {0.1, 1, 0.1}, section,
                TR("How large a group of points may look from afar to count as one; less is more precise.")),
            "method", {"barnes-hut"}),
    };
}

Result<void> checkNumbers(const Tensor& points)
{
    const std::int64_t d = points.columns();
    const auto values = points.values();
    const auto bad = std::ranges::find_if(values, [](float v) { return !std::isfinite(v); });
    if (bad == values.end())
        return {};
    const std::int64_t row = (bad - values.begin()) / d + 1;
    return Problem{
        TR("Row %1 of the points holds a value that is not a number; mend it or leave the row out."),
        {grouped(row)}};
}

// Sums of squares must stay finite, too.
Result<void> checkSizes(const Tensor& points)
{
    constexpr float most = 1e15f;
    if (std::ranges::any_of(points.values(), [](float v) { return std::fabs(v) > most; }))
        return Problem{
            TR("The points hold values beyond 1e15, too large to tell distances apart; scale them down.")};
    return {};
}

Result<void> checkDifferent(const Tensor& points)
{
    const std::int64_t d = points.columns();
    const auto values = points.values();
    for (auto i = std::size_t(d); i < values.size(); ++i)
        if (values[i] != values[i - std::size_t(d)])
            return {};
    return Problem{TR("All points are the same; a map needs points that differ.")};
}

} // namespace

const std::vector<BoundField<TsneSettings>>& tsneFields()
{
    static const std::vector<Bound> fields = joined<Settings>({mapFields(), movementFields()});
    return fields;
}

Result<void> checkPoints(const Tensor& points)
{
    if (points.shape().rank() != 2 || points.rows() < 4)
        return Problem{TR("A map needs at least four points, here are %1."),
                       {grouped(points.empty() ? 0 : points.rows())}};
    if (points.columns() < 1)
        return Problem{TR("The points have no values; a map needs at least one for each.")};
    for (const auto& test : {checkNumbers, checkSizes, checkDifferent})
        if (Result<void> valid = test(points); !valid)
            return valid;
    return {};
}

double usedPerplexity(const TsneSettings& settings, std::int64_t points)
{
    return std::min(settings.perplexity, double(points - 1) / 3);
}

double usedLearningRate(const TsneSettings& settings, std::int64_t points)
{
    constexpr double least = 200; // small maps stand still with less
    return settings.learningRate > 0 ? settings.learningRate
                                     : std::max(double(points) / settings.exaggeration, least);
}

// Affinities of all pairs; or neighbours, their links both ways and the sparse rows.
static double bytesNeeded(const TsneSettings& settings, std::int64_t points)
{
    constexpr double perPair = 4, perNeighbour = 48;
    return settings.method == "exact" ? perPair * double(points) * double(points)
                                      : perNeighbour * double(points) * 3 * usedPerplexity(settings, points);
}

Result<std::string> usedMethod(const TsneSettings& settings, std::int64_t points)
{
    if (settings.method == "auto") {
        const std::int64_t most = settings.dimensions == 2 ? mostForTree : mostForTreeInSpace;
        return std::string(points <= mostForExact ? "exact" : points <= most ? "barnes-hut" : "fft");
    }
    const double memory = double(sysconf(_SC_PHYS_PAGES)) * double(sysconf(_SC_PAGE_SIZE));
    const double needed = bytesNeeded(settings, points);
    if (needed < 0.7 * memory)
        return settings.method;
    const std::vector<std::string> sizes{grouped(std::int64_t(std::ceil(needed / 1e9))), grouped(points)};
    if (settings.method == "exact")
        return Problem{TR("The exact method needs %1 GB of memory for %2 points; choose another method or "
                          "fewer points."),
                       sizes};
    return Problem{
        TR("The neighbours of %2 points need %1 GB of memory; lower the perplexity or use fewer points."),
        sizes};
}

} // namespace engine
