#include "engine/datasets/painted_pictures.h"

#include "engine/base/parallel.h"
#include "engine/datasets/picture_columns.h"

#include <algorithm>
#include <numeric>

namespace engine {

namespace {

constexpr std::int64_t chunk = 4000; // samples between two words about the progress

std::vector<Field> fieldsOf(const PaintedPictures& set)
{
    return {
        {"seed", TR("Seed"), std::int64_t{1}, {0, 1e9, 1}, {}, set.seedHelp},
        {"training", TR("Training samples"), set.training, {10, 500000, 1000}},
        {"validation", TR("Validation samples"), set.validation, {0, 100000, 1000}},
        {"test", TR("Test samples"), set.test, {0, 100000, 1000}},
    };
}

// The classes of as many samples in a row: each once, in random order, so that every part is balanced.
int labelOf(RandomKey part, std::uint64_t sample, std::size_t classes)
{
    const RandomKey key = part.with(1).with(sample / classes);
    std::vector<int> labels(classes);
    std::iota(labels.begin(), labels.end(), 0);
    for (std::size_t i = classes; i > 1; --i)
        std::swap(labels[i - 1], labels[key.below(i, i)]);
    return labels[sample % classes];
}

// Which part a row belongs to, and its place there.
std::pair<std::uint64_t, std::int64_t> partOf(std::int64_t row, const PartSizes& sizes)
{
    if (row < sizes.train)
        return {0, row};
    row -= sizes.train;
    return row < sizes.validation ? std::pair{1, row} : std::pair{2, row - sizes.validation};
}

struct Canvas {
    std::vector<std::uint8_t> pixels;
    std::vector<std::int32_t> labels;
};

// Every part draws from a stream of its own: sample i of a part stays the same when other counts change.
void paintRows(const PaintedPictures& set, const PartSizes& sizes, RandomKey key, Canvas& canvas,
               std::int64_t first, std::int64_t last)
{
    const auto each = static_cast<std::size_t>(set.shape.elements());
    const Painter paint = set.painter();
    for (std::int64_t row = first; row < last; ++row) {
        const auto [part, index] = partOf(row, sizes);
        const auto sample = static_cast<std::uint64_t>(index), at = static_cast<std::uint64_t>(row);
        const RandomKey own = key.with(part);
        canvas.labels[at] = labelOf(own, sample, set.classes.size());
        paint(canvas.labels[at], own.with(2).with(sample), std::span(canvas.pixels).subspan(at * each, each));
    }
}

Result<Dataset> load(const PaintedPictures& set, const Attributes& attributes, const LoadProgress& progress)
{
    const auto value = [&, fields = fieldsOf(set)](const char* key) {
        return std::get<std::int64_t>(valueOf(fields, attributes, key));
    };
    const PartSizes sizes{value("training"), value("validation"), value("test")};
    const RandomKey key{static_cast<std::uint64_t>(value("seed"))};
    const std::int64_t total = sizes.train + sizes.validation + sizes.test;
    Canvas canvas{std::vector<std::uint8_t>(static_cast<std::size_t>(total * set.shape.elements())),
                  std::vector<std::int32_t>(static_cast<std::size_t>(total))};
    for (std::int64_t begin = 0; begin < total; begin += chunk) {
        if (progress && !progress(static_cast<double>(begin) / static_cast<double>(total)))
            return Problem{TR("Loading was cancelled.")};
        parallelRanges(std::min(chunk, total - begin), chunk / 16,
                       [&](std::int64_t first, std::int64_t last) {
                           paintRows(set, sizes, key, canvas, begin + first, begin + last);
                       });
    }
    if (progress)
        progress(1);
    return makeDataset(
        set.id, pictureColumns(set.shape, std::move(canvas.pixels), std::move(canvas.labels), set.classes),
        sizes);
}

} // namespace

DatasetType paintedPictures(const PaintedPictures& set)
{
    DatasetType type{set.id, set.title, set.summary,
                     TR("Made by Layerloom from a seed; free to use for anything.")};
    type.bundled = true;
    type.fields = fieldsOf(set);
    type.columns = [set](const Attributes&) { return pictureColumns(set.shape, set.classes); };
    type.present = [](const Attributes&, const std::filesystem::path&) { return Result<void>(); };
    type.load = [set](const Attributes& attributes, const std::filesystem::path&,
                      const LoadProgress& progress) { return load(set, attributes, progress); };
    return type;
}

} // namespace engine
