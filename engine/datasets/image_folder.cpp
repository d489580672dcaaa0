#include "engine/base/parallel.h"
#include "engine/datasets/picture_columns.h"
#include "engine/datasets/picture_folder.h"
#include "engine/datasets/picture_scaling.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

namespace fs = std::filesystem;
using Part = Dataset::Part;

struct Options {
    std::string folder;
    std::int64_t height = 32;
    std::int64_t width = 32;
    std::string channels = "rgb";
    std::string fit = "crop";
    double validation = 0.15;
    double test = 0.15;
    std::int64_t seed = 1;
    bool skipDamaged = false;

    Shape shape() const
    {
        return {static_cast<int>(height), static_cast<int>(width), channels == "grey" ? 1 : 3};
    }
};

Limits choices(std::vector<std::string> ids, std::vector<std::string> titles)
{
    Limits limits;
    limits.choices = std::move(ids);
    limits.choiceTitles = std::move(titles);
    return limits;
}

std::vector<BoundField<Options>> boundFields()
{
    Limits pixels{4, 512, 1};
    pixels.unit = TR("px");
    return {
        field("folder", &Options::folder, TR("Folder"), {}, {},
              TR("Holds one folder of PNG or JPEG pictures for each class; or such folders in train, "
                 "validation "
                 "and test.")),
        field("height", &Options::height, TR("Height"), pixels),
        field("width", &Options::width, TR("Width"), pixels),
        field("channels", &Options::channels, TR("Colours"),
              choices({"rgb", "grey"}, {TR("RGB"), TR("Grey")})),
        field("fit", &Options::fit, TR("Other shapes are"),
              choices({"crop", "stretch"}, {TR("Cropped"), TR("Stretched")}), {},
              TR("Of a picture that is longer than the size asked for: its middle, or all of it distorted.")),
        field("validation", &Options::validation, TR("Validation share"), {0, 0.4, 0.05}, {},
              TR("Of every class; where the folder has a part of this name, that one is taken.")),
        field("test", &Options::test, TR("Test share"), {0, 0.4, 0.05}, {},
              TR("Of every class; where the folder has a part of this name, that one is taken.")),
        field("seed", &Options::seed, TR("Seed"), {0, 1e9, 1}, {}, TR("Decides which pictures go where.")),
        field("skip_damaged", &Options::skipDamaged, TR("Skip damaged pictures"), {}, {},
              TR("Otherwise loading stops and names the first of them.")),
    };
}

// A picture to be read, its class and the part it belongs to.
struct Item {
    fs::path file;
    std::int32_t label;
    Part part;
};

// The order in which the pictures of a class are dealt to the parts that the folder does not have.
void deal(std::vector<Item>& items, const PictureFolder& found, const Options& options, RandomKey key)
{
    for (std::size_t i = items.size(); i > 1; --i) // Fisher, Yates
        std::swap(items[i - 1], items[key.below(i, i)]);
    const auto count = static_cast<double>(items.size());
    const auto share = [&](std::size_t part, double wanted) {
        return found.parts[part].empty() ? std::llround(count * wanted) : 0LL;
    };
    const auto validation = share(1, options.validation), test = share(2, options.test);
    for (long long i = 0; i < validation + test; ++i)
        items[static_cast<std::size_t>(i)].part = i < validation ? Part::Validation : Part::Test;
}

Problem tooFew(const std::string& name)
{
    return {TR("The class “%1” has too few pictures to split; add pictures or lower the shares for "
               "validation and "
               "testing."),
            {name}};
}

// All pictures of all parts, in random order: the first of each part show every class.
Result<std::vector<Item>> itemsOf(const PictureFolder& found, const Options& options)
{
    constexpr std::array parts = {Part::Train, Part::Validation, Part::Test};
    const RandomKey key{static_cast<std::uint64_t>(options.seed)};
    std::vector<Item> all;
    for (std::size_t part = 0; part < parts.size(); ++part)
        for (std::size_t label = 0; label < found.parts[part].size(); ++label) {
            const PictureClass& pictures = found.parts[part][label];
            std::vector<Item> items;
            for (const std::string& file : pictures.files)
                items.push_back({pictures.folder / file, static_cast<std::int32_t>(label), parts[part]});
            if (part == 0) {
                deal(items, found, options, key.with(label));
                if (std::ranges::count(items, Part::Train, &Item::part) == 0)
                    return tooFew(found.classes[label]);
            }
            all.insert(all.end(), items.begin(), items.end());
        }
    const RandomKey order = key.with(found.classes.size());
    for (std::size_t i = all.size(); i > 1; --i)
        std::swap(all[i - 1], all[order.below(i, i)]);
    return all;
}

// False where the file is none that can be read.
bool readInto(std::span<std::uint8_t> pixels, const fs::path& file, const Options& options)
{
    const Shape shape = options.shape();
    const auto picture = readFitted(file, {shape[0], shape[1]}, shape[2], options.fit == "stretch");
    if (picture)
        std::ranges::copy(picture->pixels, pixels.begin());
    return bool(picture);
}

struct Pictures {
    std::vector<std::uint8_t> pixels;
    std::vector<std::uint8_t> damaged; // of each item; bytes, as several threads write them
};

Result<Pictures> readAll(const std::vector<Item>& items, const Options& options, const LoadProgress& progress)
{
    constexpr std::size_t chunk = 64; // pictures between two words about the progress
    const auto each = static_cast<std::size_t>(options.shape().elements());
    Pictures pictures{std::vector<std::uint8_t>(items.size() * each),
                      std::vector<std::uint8_t>(items.size())};
    for (std::size_t begin = 0; begin < items.size(); begin += chunk) {
        if (progress && !progress(static_cast<double>(begin) / static_cast<double>(items.size())))
            return Problem{TR("Loading was cancelled.")};
        const std::size_t count = std::min(chunk, items.size() - begin);
        parallel(static_cast<std::int64_t>(count), [&](std::int64_t offset) {
            const std::size_t i = begin + static_cast<std::size_t>(offset);
            pictures.damaged[i] =
                !readInto(std::span(pictures.pixels).subspan(i * each, each), items[i].file, options);
        });
    }
    return pictures;
}

// Pictures that cannot be read are no small matter: how many they are, and the first by name. Where they may
// be skipped it becomes a remark.
Result<std::vector<Problem>> checkDamage(const std::vector<Item>& items, const Pictures& pictures,
                                         const Options& options)
{
    const fs::path* first = nullptr;
    std::int64_t count = 0, toTrain = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool damaged = pictures.damaged[i] != 0;
        count += damaged;
        toTrain += !damaged && items[i].part == Part::Train;
        if (damaged && (!first || items[i].file < *first))
            first = &items[i].file;
    }
    if (count == 0)
        return std::vector<Problem>();
    const std::vector<std::string> facts{grouped(count), grouped(static_cast<std::int64_t>(items.size())),
                                         first->string()};
    if (options.skipDamaged && toTrain > 0)
        return std::vector{
            Problem{TR("%1 of %2 pictures could not be read and are left out (the first: %3)."), facts}};
    return Problem{TR("%1 of %2 pictures cannot be read (the first: %3); mend or remove them, or switch on "
                      "“Skip damaged pictures”."),
                   facts};
}

// The rows of the pictures that could be read, part by part.
Dataset assembled(const std::vector<Item>& items, Pictures pictures, const PictureFolder& found,
                  const Options& options)
{
    std::array<std::vector<std::int32_t>, 3> rows;
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < items.size(); ++i) {
        labels.push_back(items[i].label);
        if (!pictures.damaged[i])
            rows[static_cast<std::size_t>(items[i].part)].push_back(static_cast<std::int32_t>(i));
    }
    const auto rowsOf = [&](Part part) { return Rows(std::move(rows[static_cast<std::size_t>(part)])); };
    Dataset data = makeDataset(
        "image-folder",
        pictureColumns(options.shape(), std::move(pictures.pixels), std::move(labels), found.classes), {});
    data.train = rowsOf(Part::Train);
    data.validation = rowsOf(Part::Validation);
    data.test = rowsOf(Part::Test);
    return data;
}

Result<PictureFolder> look(const Options& options, const fs::path& dataFolder, Looking looking)
{
    return lookInto(options.folder.empty() ? fs::path() : findFile(options.folder, dataFolder), looking);
}

Result<Dataset> load(const Options& options, const fs::path& folder, const LoadProgress& progress)
{
    constexpr std::int64_t mostBytes = 1LL << 32;
    const auto found = look(options, folder, Looking::ForFiles);
    if (!found)
        return found.problem();
    const auto items = itemsOf(*found, options);
    if (!items)
        return items.problem();
    const auto count = static_cast<std::int64_t>(items->size());
    if (count * options.shape().elements() > mostBytes)
        return Problem{
            TR("%1 pictures of %2 need more than 4 GB of memory; choose a smaller height and width."),
            {grouped(count), options.shape().text()}};
    auto pictures = readAll(*items, options, progress);
    if (!pictures)
        return pictures.problem();
    auto remarks = checkDamage(*items, *pictures, options);
    if (!remarks)
        return remarks.problem();
    if (progress)
        progress(1);
    Dataset data = assembled(*items, *std::move(pictures), *found, options);
    data.remarks = *std::move(remarks);
    return data;
}

} // namespace

namespace datasets {

DatasetType image_folder()
{
    DatasetType type{"image-folder", TR("Image folder"),
                     TR("Pictures of your own, PNG or JPEG, in one folder for each class."),
                     TR("Your own files.")};
    const auto fields = boundFields();
    type.fields.assign(fields.begin(), fields.end());
    type.columns = [](const Attributes& attributes) {
        const Options options = readOptions(boundFields(), attributes);
        const auto found = look(options, dataFolder(), Looking::ForClasses);
        return pictureColumns(options.shape(), found ? found->classes : std::vector<std::string>());
    };
    type.present = [](const Attributes& attributes, const fs::path& folder) -> Result<void> {
        const auto found = look(readOptions(boundFields(), attributes), folder, Looking::ForClasses);
        return found ? Result<void>() : found.problem();
    };
    type.usable = type.present; // the user's own
    type.load = [](const Attributes& attributes, const fs::path& folder, const LoadProgress& progress) {
        return load(readOptions(boundFields(), attributes), folder, progress);
    };
    return type;
}

} // namespace datasets

} // namespace engine
