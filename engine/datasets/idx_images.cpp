#include "engine/datasets/idx_images.h"

#include "engine/datasets/idx.h"
#include "engine/datasets/picture_columns.h"

#include <algorithm>
#include <array>

namespace engine {

namespace {

constexpr int side = 28;
const Shape shape = {side, side, 1};

struct Options {
    std::int64_t validation = 5000;
};

std::vector<BoundField<Options>> boundFields()
{
    return {field("validation", &Options::validation, TR("Validation samples"), {0, 50000, 1000}, {},
                  TR("As many of the last training samples are kept for validation."))};
}

// Where the files of a set may lie.
std::vector<std::filesystem::path> places(const IdxImages& set, const std::filesystem::path& folder)
{
    // Several sets have these file names, so only one of them is taken to be meant by files beside the
    // folders.
    if (set.besideOthers || folder.filename() == set.folder)
        return {folder / set.folder, folder};
    return {folder / set.folder};
}

struct Files {
    std::filesystem::path images, labels;
};

Result<Files> findFiles(const IdxImages& set, const std::filesystem::path& folder, const std::string& part)
{
    for (const auto& place : places(set, folder)) {
        Files files{findIdx(place, part + "-images", 3), findIdx(place, part + "-labels", 1)};
        if (!files.images.empty() && !files.labels.empty())
            return files;
    }
    return Problem{
        TR("The %1 files %2-images-idx3-ubyte and %2-labels-idx1-ubyte (or .gz) are not in %3; put them "
           "there, choose another data folder, or use the bundled digits."),
        {set.title, part, (folder / set.folder).string()}};
}

Problem unfit(const std::filesystem::path& file, const char* pattern, std::int64_t found)
{
    return {pattern, {file.string(), number(found)}};
}

// Adds the pictures and labels of one part; the number of samples added.
Result<std::int64_t> append(const Files& files, std::vector<std::uint8_t>& pixels,
                            std::vector<std::int32_t>& labels)
{
    const auto images = readIdx(files.images, 3);
    if (!images)
        return images.problem();
    const auto ids = readIdx(files.labels, 1);
    if (!ids)
        return ids.problem();
    if (images->sizes[1] != side || images->sizes[2] != side)
        return Problem{
            TR("The pictures in %1 have %2 × %3 pixels, not 28 × 28; put the original file there."),
            {files.images.string(), number(images->sizes[1]), number(images->sizes[2])}};
    if (images->sizes[0] != ids->sizes[0] || images->sizes[0] == 0)
        return unfit(files.labels,
                     TR("%1 holds %2 labels, another number than there are pictures; get both files again."),
                     ids->sizes[0]);
    const auto wrong = std::find_if(ids->values.begin(), ids->values.end(), [](int id) { return id > 9; });
    if (wrong != ids->values.end())
        return unfit(files.labels,
                     TR("%1 holds the label %2, but there are only 0 to 9; get the file again."), *wrong);
    pixels.insert(pixels.end(), images->values.begin(), images->values.end());
    labels.insert(labels.end(), ids->values.begin(), ids->values.end());
    return images->sizes[0];
}

Result<Dataset> load(const IdxImages& set, const Attributes& attributes, const std::filesystem::path& folder,
                     const LoadProgress& progress)
{
    const Options options = readOptions(boundFields(), attributes);
    std::vector<std::uint8_t> pixels;
    std::vector<std::int32_t> labels;
    std::array<std::int64_t, 2> counts{};
    for (std::size_t part = 0; part < 2; ++part) {
        if (progress && !progress(0.85 * static_cast<double>(part)))
            return Problem{TR("Loading was cancelled.")};
        const auto files = findFiles(set, folder, part == 0 ? "train" : "t10k");
        if (!files)
            return files.problem();
        const auto count = append(*files, pixels, labels);
        if (!count)
            return count.problem();
        counts[part] = *count;
    }
    if (options.validation >= counts[0])
        return Problem{TR("%1 has %2 training samples; choose fewer than that for validation."),
                       {set.title, grouped(counts[0])}};
    if (progress)
        progress(1);
    return makeDataset(set.id, pictureColumns(shape, std::move(pixels), std::move(labels), set.classes),
                       {counts[0] - options.validation, options.validation, counts[1]});
}

} // namespace

std::vector<std::string> digitNames()
{
    return {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
}

DatasetType idxImages(const IdxImages& set)
{
    DatasetType type{set.id, set.title, set.summary, set.source};
    type.standIn = "digits";
    const auto fields = boundFields();
    type.fields.assign(fields.begin(), fields.end());
    type.columns = [set](const Attributes&) { return pictureColumns(shape, set.classes); };
    type.present = [set](const Attributes&, const std::filesystem::path& folder) -> Result<void> {
        for (const char* part : {"train", "t10k"})
            if (const auto files = findFiles(set, folder, part); !files)
                return files.problem();
        return {};
    };
    type.load = [set](const Attributes& attributes, const std::filesystem::path& folder,
                      const LoadProgress& progress) { return load(set, attributes, folder, progress); };
    return type;
}

} // namespace engine
