#include "engine/datasets/dataset_type.h"

#include <cmath>
#include <numbers>

namespace engine {

namespace {

struct Options {
    std::string shape = "moons";
    std::int64_t count = 2000;
    double noise = 0.1;
    std::int64_t classes = 3;
    double validation = 0.15;
    double test = 0.15;
    std::int64_t seed = 1;
};

std::vector<BoundField<Options>> boundFields()
{
    Limits shapes;
    shapes.choices = {"moons", "circles", "spirals", "clusters"};
    shapes.choiceTitles = {TR("Two moons"), TR("Circles"), TR("Spirals"), TR("Clusters")};
    return {field("shape", &Options::shape, TR("Shape"), shapes),
            field("count", &Options::count, TR("Points"), {20, 1000000, 100}),
            field("noise", &Options::noise, TR("Noise"), {0, 1, 0.01}, {},
                  TR("Standard deviation of what is added to every coordinate.")),
            shownWhen(field("classes", &Options::classes, TR("Classes"), {2, 10, 1}), "shape",
                      {"circles", "spirals", "clusters"}),
            field("validation", &Options::validation, TR("Validation share"), {0, 0.4, 0.05}),
            field("test", &Options::test, TR("Test share"), {0, 0.4, 0.05}),
            field("seed", &Options::seed, TR("Seed"), {0, 1e9, 1})};
}

struct Point {
    double x, y;
};

constexpr double pi = std::numbers::pi;

// The point at t in [0, 1) of a class, before noise; all shapes lie within about -1 ... 1.
Point place(const Options& options, int label, double t)
{
    const double classes = static_cast<double>(options.classes);
    if (options.shape == "moons")
        return label == 0 ? Point{0.7 * std::cos(pi * t) - 0.35, 0.7 * std::sin(pi * t) - 0.15}
                          : Point{0.35 - 0.7 * std::cos(pi * t), 0.15 - 0.7 * std::sin(pi * t)};
    if (options.shape == "circles") {
        const double radius = (label + 1) / classes;
        return {radius * std::cos(2 * pi * t), radius * std::sin(2 * pi * t)};
    }
    if (options.shape == "spirals") {
        const double angle = 2 * pi * (label / classes + 0.75 * t), radius = 0.08 + 0.92 * t;
        return {radius * std::cos(angle), radius * std::sin(angle)};
    }
    return {0.7 * std::cos(2 * pi * label / classes), 0.7 * std::sin(2 * pi * label / classes)};
}

// Box and Muller.
Point normalPair(RandomKey key)
{
    const double radius = std::sqrt(-2 * std::log(1 - static_cast<double>(key.uniform(0))));
    const double angle = 2 * pi * static_cast<double>(key.uniform(1));
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

int classCount(const Options& options)
{
    return options.shape == "moons" ? 2 : static_cast<int>(options.classes);
}

std::vector<ColumnDescription> columns(const Options& options)
{
    std::vector<std::string> names;
    for (int i = 0; i < classCount(options); ++i)
        names.push_back(number(i));
    return {{"point", {{2}}, TR("Point")}, {"label", {{}, ElementType::Int32}, TR("Class"), names}};
}

Result<Dataset> load(const Options& options)
{
    std::vector<float> points;
    std::vector<std::int32_t> labels;
    const RandomKey key{static_cast<std::uint64_t>(options.seed)};
    for (std::int64_t i = 0; i < options.count; ++i) {
        const RandomKey own = key.with(static_cast<std::uint64_t>(i));
        labels.push_back(static_cast<int>(own.below(static_cast<std::uint64_t>(classCount(options)), 0)));
        const Point noise = normalPair(own.with(1));
        const Point at = place(options, labels.back(), static_cast<double>(own.uniform(1)));
        points.push_back(static_cast<float>(at.x + options.noise * noise.x));
        points.push_back(static_cast<float>(at.y + options.noise * noise.y));
    }
    const auto described = columns(options);
    const auto share = [&](double part) { return std::llround(static_cast<double>(options.count) * part); };
    const std::int64_t validation = share(options.validation), test = share(options.test);
    return makeDataset("points",
                       {{"point", described[0].signal, Shared(std::move(points))},
                        {"label", described[1].signal, Shared(std::move(labels)), described[1].classes}},
                       {options.count - validation - test, validation, test});
}

} // namespace

namespace datasets {

DatasetType points()
{
    DatasetType type{"points", TR("Points in the plane"),
                     TR("Two-dimensional points of two or more classes that no straight line can separate."),
                     TR("Made by Layerloom from a seed; free to use for anything.")};
    type.bundled = true;
    const auto fields = boundFields();
    type.fields.assign(fields.begin(), fields.end());
    type.columns = [](const Attributes& attributes) {
        return columns(readOptions(boundFields(), attributes));
    };
    type.present = [](const Attributes&, const std::filesystem::path&) { return Result<void>(); };
    type.load = [](const Attributes& attributes, const std::filesystem::path&, const LoadProgress&) {
        return load(readOptions(boundFields(), attributes));
    };
    return type;
}

} // namespace datasets

} // namespace engine
