#include "engine/datasets/object_painter.h"
#include "engine/datasets/painted_pictures.h"

namespace engine::datasets {

DatasetType objects()
{
    PaintedPictures set{
        "objects", TR("Bundled objects"),
        TR("Coloured objects, 32 × 32 pixels, in ten classes, painted by the program itself.")};
    set.shape = {ObjectPainter::side, ObjectPainter::side, ObjectPainter::channels};
    set.classes = {TR("house"), TR("tree"), TR("car"), TR("boat"), TR("fish"),
                   TR("sun"),   TR("cup"),  TR("key"), TR("star"), TR("mushroom")};
    set.seedHelp = TR("Another seed gives other objects, equally good.");
    set.training = 45000;
    set.painter = [] {
        return [painter = ObjectPainter()](int thing, RandomKey key, std::span<std::uint8_t> pixels) mutable {
            painter.paint(thing, key, pixels);
        };
    };
    return paintedPictures(set);
}

} // namespace engine::datasets
