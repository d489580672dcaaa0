#include "engine/base/parallel.h"
#include "engine/base/utf8.h"
#include "engine/datasets/cifar_batch.h"
#include "engine/datasets/picture_columns.h"

#include <algorithm>
#include <fstream>

namespace engine {

namespace {

namespace fs = std::filesystem;

struct Options {
    std::int64_t validation = 5000;
    bool holdOutFifth = false;
};

std::vector<BoundField<Options>> boundFields()
{
    return {field("validation", &Options::validation, TR("Validation samples"), {0, 49000, 1000}, {},
                  TR("As many of the last training samples are kept for validation.")),
            field("hold_out_fifth", &Options::holdOutFifth, TR("Test on the fifth batch"), {}, {},
                  TR("The 10,000 pictures of data_batch_5 serve as the test part instead of test_batch; "
                     "nothing is trained on them."))};
}

const Shape shape = {CifarBatch::side, CifarBatch::side, CifarBatch::channels};
constexpr int mostBatches = 5;

std::vector<fs::path> places(const fs::path& folder)
{
    std::vector<fs::path> places;
    for (const char* name : {"cifar-10", "cifar-10-batches-bin"}) {
        places.push_back(folder / name);
        places.push_back(folder / "cifar-10" / name); // the archive unpacked inside
        if (folder.filename() == name || folder.parent_path().filename() == name) // a slash may end it
            places.push_back(folder);
    }
    return places;
}

// The file `base`.bin or .bin.gz; empty if there is none.
fs::path findBatch(const fs::path& place, const std::string& base)
{
    std::error_code error;
    for (const char* ending : {".bin", ".bin.gz"})
        if (fs::path file = place / (base + ending); fs::is_regular_file(file, error))
            return file;
    return {};
}

// test_batch itself, else the first file that begins so: "test_batch_first1000.bin.gz" holds a part of it.
fs::path findTest(const fs::path& place)
{
    if (fs::path whole = findBatch(place, "test_batch"); !whole.empty())
        return whole;
    fs::path first;
    std::error_code error;
    for (fs::directory_iterator file(place, error), end; !error && file != end; file.increment(error)) {
        const std::string name = file->path().filename().string();
        const bool fits =
            name.starts_with("test_batch") && (name.ends_with(".bin") || name.ends_with(".bin.gz"));
        std::error_code unknown;
        if (fits && file->is_regular_file(unknown) && (first.empty() || file->path() < first))
            first = file->path();
    }
    return first;
}

struct Files {
    std::vector<fs::path> training; // in order
    fs::path test;
};

Problem missing(const std::string& name, const fs::path& place)
{
    return {TR("CIFAR-10's file %1.bin (or .bin.gz) is not in %2; put the files of the binary version there, "
               "choose another data folder, or use the bundled objects."),
            {name, place.string()}};
}

std::string batchName(int batch)
{
    return "data_batch_" + number(batch);
}

// A folder that has one file of the set is the one that is meant.
fs::path findPlace(const fs::path& folder)
{
    const auto all = places(folder);
    const auto found = std::find_if(all.begin(), all.end(), [](const fs::path& place) {
        for (int batch = 1; batch <= mostBatches; ++batch)
            if (!findBatch(place, batchName(batch)).empty())
                return true;
        return !findTest(place).empty();
    });
    return found == all.end() ? all.front() : *found;
}

Result<Files> findFiles(const Options& options, const fs::path& folder)
{
    const fs::path place = findPlace(folder);
    Files files;
    for (int batch = 1; batch <= mostBatches; ++batch) {
        files.training.push_back(findBatch(place, batchName(batch)));
        if (files.training.back().empty())
            return missing(batchName(batch), place);
    }
    if (options.holdOutFifth) {
        files.test = files.training.back();
        files.training.pop_back();
    } else if (files.test = findTest(place); files.test.empty()) {
        return missing("test_batch", place);
    }
    return files;
}

// The names in batches.meta.txt, which lies beside the pictures, else those that everybody knows.
std::vector<std::string> classNames(const fs::path& folder)
{
    const std::vector<std::string> known = {TR("airplane"), TR("automobile"), TR("bird"), TR("cat"),
                                            TR("deer"),     TR("dog"),        TR("frog"), TR("horse"),
                                            TR("ship"),     TR("truck")};
    constexpr std::size_t longest = 60;
    std::ifstream file(findPlace(folder) / "batches.meta.txt");
    std::vector<std::string> names;
    for (std::string line; names.size() < known.size() && std::getline(file, line);) {
        line.erase(line.find_last_not_of(" \t\r") + 1);
        if (line.empty())
            continue;
        if (line.size() > longest || !validUtf8(line))
            return known;
        names.push_back(line);
    }
    return names.size() == known.size() ? names : known;
}

// An open file and the rows of the data set that it fills.
struct Source {
    CifarBatch batch;
    std::int64_t firstRow = 0;
    bool done() const { return read == batch.records(); }
    std::int64_t read = 0;
};

struct Sources {
    std::vector<Source> files;
    std::int64_t training = 0, test = 0;
};

Result<Sources> openAll(const Files& files)
{
    Sources sources;
    std::vector<fs::path> all = files.training;
    all.push_back(files.test);
    for (const fs::path& path : all) {
        auto batch = CifarBatch::open(path);
        if (!batch)
            return batch.problem();
        const std::int64_t row = sources.training + sources.test;
        (&path == &all.back() ? sources.test : sources.training) += batch->records();
        sources.files.push_back({*std::move(batch), row});
    }
    return sources;
}

// The next records of one file.
Result<void> advance(Source& source, std::vector<std::uint8_t>& pixels, std::vector<std::int32_t>& labels)
{
    constexpr std::int64_t most = 500;
    const std::int64_t count = std::min(most, source.batch.records() - source.read);
    const auto row = static_cast<std::size_t>(source.firstRow + source.read);
    const auto records = static_cast<std::size_t>(count);
    if (auto result = source.batch.read(
            std::span(labels).subspan(row, records),
            std::span(pixels).subspan(row * CifarBatch::pixelBytes, records * CifarBatch::pixelBytes));
        !result)
        return result;
    source.read += count;
    return source.done() ? source.batch.finish() : Result<void>();
}

// All files side by side, in rounds: between two of them the progress is told.
Result<void> readAll(Sources& sources, std::vector<std::uint8_t>& pixels, std::vector<std::int32_t>& labels,
                     const LoadProgress& progress)
{
    std::vector<Source*> open;
    for (Source& source : sources.files)
        open.push_back(&source);
    while (!open.empty()) {
        std::vector<Result<void>> results(open.size());
        parallel(static_cast<std::int64_t>(open.size()), [&](std::int64_t i) {
            results[static_cast<std::size_t>(i)] =
                advance(*open[static_cast<std::size_t>(i)], pixels, labels);
        });
        for (const Result<void>& result : results)
            if (!result)
                return result;
        std::erase_if(open, [](const Source* source) { return source->done(); });
        std::int64_t read = 0;
        for (const Source& source : sources.files)
            read += source.read;
        if (progress && !progress(static_cast<double>(read) / static_cast<double>(labels.size())))
            return Problem{TR("Loading was cancelled.")};
    }
    return {};
}

Result<Dataset> load(const Options& options, const fs::path& folder, const LoadProgress& progress)
{
    if (progress && !progress(0))
        return Problem{TR("Loading was cancelled.")};
    const auto files = findFiles(options, folder);
    if (!files)
        return files.problem();
    auto sources = openAll(*files);
    if (!sources)
        return sources.problem();
    if (options.validation >= sources->training)
        return Problem{TR("%1 has %2 training samples; choose fewer than that for validation."),
                       {TR("CIFAR-10"), grouped(sources->training)}};
    const auto rows = static_cast<std::size_t>(sources->training + sources->test);
    std::vector<std::uint8_t> pixels(rows * CifarBatch::pixelBytes);
    std::vector<std::int32_t> labels(rows);
    if (auto result = readAll(*sources, pixels, labels, progress); !result)
        return result.problem();
    return makeDataset("cifar10",
                       pictureColumns(shape, std::move(pixels), std::move(labels), classNames(folder)),
                       {sources->training - options.validation, options.validation, sources->test});
}

} // namespace

namespace datasets {

DatasetType cifar10()
{
    DatasetType type{
        "cifar10", TR("CIFAR-10"), TR("60,000 colour photographs of ten kinds of things, 32 × 32 pixels."),
        TR("Alex Krizhevsky, Vinod Nair and Geoffrey Hinton, 2009; no licence stated, the authors "
           "ask that their report be cited.")};
    type.standIn = "objects";
    const auto fields = boundFields();
    type.fields.assign(fields.begin(), fields.end());
    type.columns = [](const Attributes&) { return pictureColumns(shape, classNames(dataFolder())); };
    type.present = [](const Attributes& attributes, const fs::path& folder) -> Result<void> {
        const auto files = findFiles(readOptions(boundFields(), attributes), folder);
        return files ? Result<void>() : files.problem();
    };
    type.load = [](const Attributes& attributes, const fs::path& folder, const LoadProgress& progress) {
        return load(readOptions(boundFields(), attributes), folder, progress);
    };
    return type;
}

} // namespace datasets

} // namespace engine
