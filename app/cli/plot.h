#pragma once

#include "app/cli/picture.h"

#include <string_view>

namespace cli {

struct Color {
    std::uint8_t red = 0, green = 0, blue = 0;
};

enum class Anchor { Start, Middle, End };

struct PlotPoint {
    double x = 0, y = 0;
};

// Draws lines and words into a picture, for machines that have no Qt.
class Plot {
public:
    Plot(int width, int height, Color paper);

    void line(PlotPoint from, PlotPoint to, Color color, double width);
    void lines(const std::vector<PlotPoint>& points, Color color, double width, bool dashed = false);
    void box(double x, double y, double width, double height, Color color);
    // In capitals 14 pixels high, from the baseline. Letters beyond ASCII have no picture: "?" stands for
    // them.
    void text(double x, double y, Anchor anchor, std::string_view words, Color color);
    static int textWidth(std::string_view words);

    const Picture& picture() const { return m_picture; }

private:
    void blend(int x, int y, Color color, double share);
    Picture m_picture;
};

// 1, 2 or 5 times a power of ten, about `wanted` of them in the range.
double tickStep(double range, int wanted = 5);

} // namespace cli
