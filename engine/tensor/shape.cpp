#include "engine/tensor/shape.h"

namespace engine {

Shape Shape::withBatch(int batch) const
{
    Shape shape{batch};
    for (int size : *this)
        shape.append(size);
    return shape;
}

Shape Shape::withoutBatch() const
{
    assert(!empty());
    return Shape(std::span(begin() + 1, end()));
}

std::string Shape::text() const
{
    if (empty())
        return "1";
    std::string text;
    for (int size : *this) {
        if (!text.empty())
            text += " × ";
        text += std::to_string(size);
    }
    return text;
}

} // namespace engine
