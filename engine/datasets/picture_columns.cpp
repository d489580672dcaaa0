#include "engine/datasets/picture_columns.h"

namespace engine {

namespace {

Shape flatShape(const Shape& shape)
{
    return {static_cast<int>(shape.elements())};
}

} // namespace

std::vector<ColumnDescription> pictureColumns(const Shape& shape, const std::vector<std::string>& classes)
{
    return {{"image", {shape}, TR("Image")},
            {"pixels", {flatShape(shape)}, TR("Image as a row of pixels")},
            {"label", {{}, ElementType::Int32}, TR("Class"), classes}};
}

std::vector<Column> pictureColumns(const Shape& shape, std::vector<std::uint8_t> pixels,
                                   std::vector<std::int32_t> labels, const std::vector<std::string>& classes)
{
    Column image{"image", {shape}, Shared(std::move(pixels))};
    Column flat = reshaped(image, "pixels", flatShape(shape));
    Column label{"label", {{}, ElementType::Int32}, Shared(std::move(labels)), classes};
    return {std::move(image), std::move(flat), std::move(label)};
}

} // namespace engine
