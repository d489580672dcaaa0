#include "engine/datasets/digit_painter.h"
#include "engine/datasets/idx_images.h"
#include "engine/datasets/painted_pictures.h"

namespace engine::datasets {

DatasetType digits()
{
    PaintedPictures set{
        "digits", TR("Bundled digits"),
        TR("Handwritten-like digits, 28 × 28 pixels, in ten classes, drawn by the program itself.")};
    set.shape = {DigitPainter::side, DigitPainter::side, 1};
    set.classes = digitNames();
    set.seedHelp = TR("Another seed gives other digits, equally good.");
    set.training = 55000;
    set.painter = [] {
        return [painter = DigitPainter()](int digit, RandomKey key, std::span<std::uint8_t> pixels) mutable {
            painter.paint(digit, key, pixels);
        };
    };
    return paintedPictures(set);
}

} // namespace engine::datasets
