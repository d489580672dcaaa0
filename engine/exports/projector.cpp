#include "engine/exports/projector.h"

#include "engine/base/json.h"
#include "engine/datasets/picture_scaling.h"
#include "engine/exports/map_table.h"
#include "engine/project/bytes_file.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

namespace fs = std::filesystem;
constexpr int largestSprite = 8192; // pixels on a side

Result<void> write(const fs::path& file, const std::string& text)
{
    return replaceFile(file, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

std::string vectorTable(const Tensor& values)
{
    std::string text;
    const int length = values.columns();
    for (std::int64_t i = 0; i < values.size(); ++i) {
        text += number(values.values()[static_cast<std::size_t>(i)]);
        text += (i + 1) % length ? '\t' : '\n';
    }
    return text;
}

// A header only above several columns, as the Projector wants it.
std::string metadataTable(const PointColumns& columns)
{
    std::string text = columns.columns.size() > 1 ? columns.headerText().substr(1) + '\n' : "";
    for (std::size_t point = 0; point < columns.columns.front().size(); ++point)
        text += columns.text(point).substr(1) + '\n';
    return text;
}

// Pictures in each row of the grid, and the largest side that they may have.
int columnsOf(std::size_t pictures)
{
    return static_cast<int>(std::ceil(std::sqrt(static_cast<double>(pictures))));
}

PictureSize spriteSize(const Picture& picture, int columns)
{
    const int room = std::max(1, largestSprite / columns), side = std::max(picture.width, picture.height);
    if (side <= room)
        return {picture.height, picture.width};
    return {std::max(1, picture.height * room / side), std::max(1, picture.width * room / side)};
}

Json configOf(const PointSet& points, const ProjectorFiles& files, std::span<const Picture> pictures)
{
    Json entry = {{"tensorName", points.name},
                  {"tensorShape", {points.count(), points.dimensions()}},
                  {"tensorPath", files.vectors}};
    if (!files.metadata.empty())
        entry["metadataPath"] = files.metadata;
    if (!files.sprite.empty()) {
        const PictureSize size = spriteSize(pictures.front(), columnsOf(pictures.size()));
        entry["sprite"] = {{"imagePath", files.sprite}, {"singleImageDim", {size.width, size.height}}};
    }
    return {{"embeddings", Json::array({std::move(entry)})}};
}

const Column* pictureColumn(const Dataset& data)
{
    for (const Column& column : *data.columns)
        if (const Shape& shape = column.signal.shape; column.signal.type == ElementType::Float32 &&
            shape.rank() == 3 && (shape[2] == 1 || shape[2] == 3))
            return &column;
    return nullptr;
}

} // namespace

Picture spriteOf(std::span<const Picture> pictures)
{
    const int columns = columnsOf(pictures.size());
    const PictureSize size = spriteSize(pictures.front(), columns);
    std::vector<Picture> cells;
    cells.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(columns));
    for (const Picture& picture : pictures)
        cells.push_back(picture.width == size.width && picture.height == size.height ? picture
                                                                                     : scaled(picture, size));
    Picture empty = cells.front();
    std::ranges::fill(empty.pixels, std::uint8_t{0});
    cells.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(columns), empty);
    return pictureGrid(cells, {.columns = columns, .gap = 0, .background = {0, 0, 0}});
}

std::vector<Picture> samplePictures(const Dataset& data, std::span<const std::int32_t> rows)
{
    const Column* column = pictureColumn(data);
    if (!column)
        return {};
    const Shape& shape = column->signal.shape;
    const auto size = static_cast<std::size_t>(shape.elements());
    std::vector<Picture> pictures;
    constexpr std::size_t together = 1000;
    for (std::size_t first = 0; first < rows.size(); first += together) {
        const auto some = rows.subspan(first, std::min(together, rows.size() - first));
        const Batch batch = gather(data, std::span(&column->name, 1), some);
        const std::span<const float> values = batch.begin()->second.values();
        for (std::size_t i = 0; i < some.size(); ++i)
            pictures.push_back(pictureOf(values.subspan(i * size, size), shape[1], shape[0], shape[2]));
    }
    return pictures;
}

Result<ProjectorFiles> writeProjector(const fs::path& folder, const PointSet& points,
                                      std::span<const Picture> pictures)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (!fs::is_directory(folder, error))
        return Problem{TR("The folder %1 cannot be made; choose another one."), {folder.string()}};
    ProjectorFiles files;
    if (auto written = write(folder / files.vectors, vectorTable(points.values)); !written)
        return written.problem();
    if (const PointColumns columns = pointColumns(points); !columns.columns.empty()) {
        files.metadata = "metadata.tsv";
        if (auto written = write(folder / files.metadata, metadataTable(columns)); !written)
            return written.problem();
    }
    if (!pictures.empty()) {
        files.sprite = "sprite.png";
        if (auto written = writePng(folder / files.sprite, spriteOf(pictures)); !written)
            return written.problem();
    }
    if (auto written = write(folder / files.config, configOf(points, files, pictures).dump(2) + '\n');
        !written)
        return written.problem();
    return files;
}

} // namespace engine
