#pragma once

#include "engine/ops/convolution_tile.h"
#include "engine/ops/window.h"
#include "engine/tensor/tensor.h"

#include <vector>

namespace engine::ops {

// Windows that move over one picture in equal steps, and the filters they meet. Offsets and steps count
// floats.
struct Sweep {
    std::vector<Stretch> stretches;
    std::int64_t depth = 0; // values of a window
    int rows = 0, columns = 0; // positions
    std::int64_t from = 0, rowStep = 0, pixelStep = 0; // of windows in the picture that is read
    std::int64_t to = 0, outRowStep = 0, outPixelStep = 0; // of pixels in the result

    void append(std::int64_t offset, std::int64_t length); // a stretch; joined to the last where they touch
};

// The filters of a sweep as panels of tileColumns filters, the last one as narrow as it may be.
class FilterPanels {
public:
    FilterPanels(std::int64_t depth, int filters);
    int count() const { return m_count; }
    int columns(int panel) const { return std::min(tileColumns, m_filters - panel * tileColumns); }
    int width(int panel) const { return columns(panel) <= vectorLanes ? vectorLanes : tileColumns; }
    float* data(int panel) { return m_values.data() + panel * m_slot; }
    const float* data(int panel) const { return m_values.data() + panel * m_slot; }

    // Packs `depth` values of every filter, from value `first` of the sweep on. Line i is filter i.
    void pack(const Lines& lines, std::int64_t first, std::int64_t depth);

private:
    int m_filters, m_count;
    std::int64_t m_slot;
    Tensor m_values;
};

// What happens to sums on their way out.
struct Finish {
    const float* bias = nullptr; // one per filter
    float floor; // smaller results become this
};

// One panel of filters over one picture.
void sweepPicture(const Sweep& sweep, const FilterPanels& panels, int panel, const float* picture, float* out,
                  const Finish& finish);

// A picture with zeros around it.
struct Padding {
    int rows = 0, columns = 0, channels = 0; // of the picture
    int top = 0, left = 0, bottom = 0, right = 0;

    std::int64_t rowSize() const { return std::int64_t{left + columns + right} * channels; }
    std::int64_t size() const { return (top + rows + bottom) * rowSize(); }
    bool empty() const { return top + left + bottom + right == 0; }
};
void padPicture(const Padding& padding, const float* picture, float* padded);

// What the windows of a convolution cover of pictures with that many channels, padded.
Padding paddingOf(const Window& window, int channels);
// The windows of a convolution over such a picture.
Sweep sweepOf(const Window& window, const Padding& padding, int filters);

} // namespace engine::ops
