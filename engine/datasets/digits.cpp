#include "engine/base/parallel.h"
#include "engine/datasets/digit_painter.h"
#include "engine/datasets/idx_images.h"
#include "engine/datasets/picture_columns.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace engine {

namespace {

struct Options {
    std::int64_t seed = 1;
    std::int64_t training = 55000;
    std::int64_t validation = 5000;
    std::int64_t test = 10000;
};

std::vector<BoundField<Options>> boundFields()
{
    return {field("seed", &Options::seed, TR("Seed"), {0, 1e9, 1}, {},
                  TR("Another seed gives other digits, equally good.")),
            field("training", &Options::training, TR("Training samples"), {10, 500000, 1000}),
            field("validation", &Options::validation, TR("Validation samples"), {0, 100000, 1000}),
            field("test", &Options::test, TR("Test samples"), {0, 100000, 1000})};
}

const Shape shape = {DigitPainter::side, DigitPainter::side, 1};
constexpr std::int64_t pixelCount = DigitPainter::side * DigitPainter::side;
constexpr std::int64_t chunk = 4000; // samples between two words about the progress

// The digits of ten samples in a row: each once, in random order, so that every part is balanced.
std::array<int, 10> tenLabels(RandomKey key)
{
    std::array<int, 10> labels{};
    std::iota(labels.begin(), labels.end(), 0);
    for (std::size_t i = labels.size(); i > 1; --i)
        std::swap(labels[i - 1], labels[key.below(i, i)]);
    return labels;
}

// Every part draws from a stream of its own: sample i of a part stays the same when other counts change.
void paint(RandomKey part, std::int64_t index, std::uint8_t* pixels, std::int32_t* label,
           DigitPainter& painter)
{
    const auto sample = static_cast<std::uint64_t>(index);
    *label = tenLabels(part.with(1).with(sample / 10))[sample % 10];
    painter.paint(*label, part.with(2).with(sample), {pixels, pixelCount});
}

// Which part a row belongs to, and its place there.
std::pair<std::uint64_t, std::int64_t> partOf(std::int64_t row, const Options& options)
{
    if (row < options.training)
        return {0, row};
    row -= options.training;
    return row < options.validation ? std::pair{1, row} : std::pair{2, row - options.validation};
}

Result<Dataset> load(const Options& options, const LoadProgress& progress)
{
    const std::int64_t total = options.training + options.validation + options.test;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(total * pixelCount));
    std::vector<std::int32_t> labels(static_cast<std::size_t>(total));
    const RandomKey key{static_cast<std::uint64_t>(options.seed)};
    for (std::int64_t begin = 0; begin < total; begin += chunk) {
        if (progress && !progress(static_cast<double>(begin) / static_cast<double>(total)))
            return Problem{TR("Loading was cancelled.")};
        parallelRanges(
            std::min(chunk, total - begin), chunk / 16, [&](std::int64_t first, std::int64_t last) {
                DigitPainter painter;
                for (std::int64_t row = begin + first; row < begin + last; ++row) {
                    const auto [part, index] = partOf(row, options);
                    paint(key.with(part), index, &pixels[static_cast<std::size_t>(row * pixelCount)],
                          &labels[static_cast<std::size_t>(row)], painter);
                }
            });
    }
    if (progress)
        progress(1);
    return makeDataset("digits", pictureColumns(shape, std::move(pixels), std::move(labels), digitNames()),
                       {options.training, options.validation, options.test});
}

} // namespace

namespace datasets {

DatasetType digits()
{
    DatasetType type{
        "digits", TR("Bundled digits"),
        TR("Handwritten-like digits, 28 × 28 pixels, in ten classes, drawn by the program itself."),
        TR("Made by Layerloom from a seed; free to use for anything.")};
    type.bundled = true;
    const auto fields = boundFields();
    type.fields.assign(fields.begin(), fields.end());
    type.columns = [](const Attributes&) { return pictureColumns(shape, digitNames()); };
    type.present = [](const Attributes&, const std::filesystem::path&) { return Result<void>(); };
    type.load = [](const Attributes& attributes, const std::filesystem::path&, const LoadProgress& progress) {
        return load(readOptions(boundFields(), attributes), progress);
    };
    return type;
}

} // namespace datasets

} // namespace engine
