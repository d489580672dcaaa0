#include "app/panels/drawn_picture.h"

#include <algorithm>
#include <cmath>

namespace app::panels {

namespace {

constexpr int leastInk = 8; // of 255: darker pixels count as paper
constexpr double inkShare = 20.0 / 28.0; // of the picture's shorter side

// Which part of the drawing the picture shows: the point in its middle, and pixels of the picture for each
// one of the drawing.
struct View {
    QPointF middle;
    double scale = 1;
};

// How much of each pixel lies between two places of one axis.
struct Span {
    int first = 0;
    std::vector<double> shares;
};

Span spanOf(double from, double to, int size)
{
    Span span;
    span.first = std::clamp(static_cast<int>(std::floor(from)), 0, size);
    const int last = std::clamp(static_cast<int>(std::ceil(to)), 0, size);
    for (int i = span.first; i < last; ++i)
        span.shares.push_back(std::min(to, i + 1.0) - std::max(from, static_cast<double>(i)));
    return span;
}

// The span that pixel `index` of `size` covers of an axis of the drawing.
Span covered(int index, int size, double middle, double scale, int drawingSize)
{
    const double from = (index - size / 2.0) / scale + middle;
    return spanOf(from, from + 1 / scale, drawingSize);
}

// What lies outside the drawing is black.
QRgb mean(const QImage& drawing, const Span& across, const Span& down, double area)
{
    double red = 0, green = 0, blue = 0;
    for (std::size_t y = 0; y < down.shares.size(); ++y) {
        const auto* line =
            reinterpret_cast<const QRgb*>(drawing.constScanLine(down.first + static_cast<int>(y)));
        for (std::size_t x = 0; x < across.shares.size(); ++x) {
            const QRgb pixel = line[across.first + static_cast<int>(x)];
            const double share = across.shares[x] * down.shares[y];
            red += share * qRed(pixel);
            green += share * qGreen(pixel);
            blue += share * qBlue(pixel);
        }
    }
    const auto level = [area](double sum) { return static_cast<int>(std::lround(sum / area)); };
    return qRgb(level(red), level(green), level(blue));
}

QImage seen(const QImage& anyDrawing, const QSize& size, const View& view)
{
    const QImage drawing = anyDrawing.convertToFormat(QImage::Format_RGB32);
    QImage picture(size, QImage::Format_RGB32);
    std::vector<Span> across;
    for (int x = 0; x < size.width(); ++x)
        across.push_back(covered(x, size.width(), view.middle.x(), view.scale, drawing.width()));
    for (int y = 0; y < size.height(); ++y) {
        const Span down = covered(y, size.height(), view.middle.y(), view.scale, drawing.height());
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (int x = 0; x < size.width(); ++x)
            line[x] = mean(drawing, across[static_cast<std::size_t>(x)], down, 1 / (view.scale * view.scale));
    }
    return picture;
}

// Where the ink is, and where it would balance.
struct Ink {
    QRect box;
    QPointF middle;
};

Ink inkOf(const QImage& drawing)
{
    QRect box;
    double weight = 0, x = 0, y = 0;
    for (int row = 0; row < drawing.height(); ++row) {
        const auto* line = reinterpret_cast<const QRgb*>(drawing.constScanLine(row));
        for (int column = 0; column < drawing.width(); ++column) {
            const int ink = std::max({qRed(line[column]), qGreen(line[column]), qBlue(line[column])});
            if (ink < leastInk)
                continue;
            box |= QRect(column, row, 1, 1);
            weight += ink;
            x += ink * (column + 0.5);
            y += ink * (row + 0.5);
        }
    }
    return {box, weight > 0 ? QPointF(x / weight, y / weight) : QPointF()};
}

} // namespace

QImage shrunk(const QImage& drawing, const QSize& picture)
{
    return seen(drawing, picture,
                {QPointF(drawing.width(), drawing.height()) / 2,
                 static_cast<double>(picture.width()) / drawing.width()});
}

QImage centred(const QImage& drawing, const QSize& picture)
{
    const Ink ink = inkOf(drawing.convertToFormat(QImage::Format_RGB32));
    if (ink.box.isEmpty())
        return shrunk(drawing, picture);
    const double room = inkShare * std::min(picture.width(), picture.height());
    return seen(drawing, picture, {ink.middle, room / std::max(ink.box.width(), ink.box.height())});
}

std::vector<float> pictureValues(const QImage& anyPicture, const engine::Shape& shape)
{
    const QImage picture = anyPicture.convertToFormat(QImage::Format_RGB32);
    Q_ASSERT(picture.height() == shape[0] && picture.width() == shape[1]);
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(shape.elements()));
    for (int y = 0; y < picture.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x) {
            if (shape[2] == 1)
                values.push_back(static_cast<float>(qGray(line[x])) / 255);
            else
                for (const int level : {qRed(line[x]), qGreen(line[x]), qBlue(line[x])})
                    values.push_back(static_cast<float>(level) / 255);
        }
    }
    return values;
}

} // namespace app::panels
