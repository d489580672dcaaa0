#include "engine/datasets/picture_scaling.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

// What one pixel along an axis is made of: neighbours in the old picture and how much each counts.
struct Mixture {
    int first = 0;
    std::vector<float> weights;
};

// Of the stretch of the axis from `begin` to `end`, whose ends lie within pixels.
Mixture meanOf(double begin, double end, int length)
{
    Mixture mixture{std::clamp(static_cast<int>(begin), 0, length - 1), {}};
    for (int i = mixture.first; i < length && i < end; ++i) {
        const double covered = std::min(end, i + 1.0) - std::max(begin, static_cast<double>(i));
        if (covered <= 0)
            break;
        mixture.weights.push_back(static_cast<float>(covered / (end - begin)));
    }
    return mixture;
}

// Between the middles of two pixels.
Mixture between(double middle, int length)
{
    const double at = std::clamp(middle - 0.5, 0.0, length - 1.0);
    const int first = std::min(static_cast<int>(at), std::max(0, length - 2));
    const auto share = static_cast<float>(at - first);
    return length == 1 ? Mixture{0, {1.0f}} : Mixture{first, {1 - share, share}};
}

std::vector<Mixture> mixtures(int from, int to)
{
    const double step = static_cast<double>(from) / to;
    std::vector<Mixture> all;
    for (int i = 0; i < to; ++i)
        all.push_back(from > to ? meanOf(i * step, (i + 1) * step, from) : between((i + 0.5) * step, from));
    return all;
}

} // namespace

Picture middleOf(const Picture& picture, PictureSize size)
{
    // Rounded down to whole pixels, but never to none.
    const std::int64_t fittingWidth = std::int64_t{picture.height} * size.width / size.height;
    const std::int64_t fittingHeight = std::int64_t{picture.width} * size.height / size.width;
    const int width = static_cast<int>(std::clamp<std::int64_t>(fittingWidth, 1, picture.width));
    const int height = static_cast<int>(std::clamp<std::int64_t>(fittingHeight, 1, picture.height));
    if (width == picture.width && height == picture.height)
        return picture;
    const int left = (picture.width - width) / 2, top = (picture.height - height) / 2;
    Picture part{width, height, picture.channels};
    for (int y = 0; y < height; ++y) {
        const auto* row = picture.pixels.data() +
            (static_cast<std::size_t>(top + y) * static_cast<std::size_t>(picture.width) +
             static_cast<std::size_t>(left)) *
                static_cast<std::size_t>(picture.channels);
        part.pixels.insert(part.pixels.end(), row, row + width * picture.channels);
    }
    return part;
}

Picture scaled(const Picture& picture, PictureSize size)
{
    if (picture.width == size.width && picture.height == size.height)
        return picture;
    const auto channels = static_cast<std::size_t>(picture.channels);
    const auto columns = mixtures(picture.width, size.width), rows = mixtures(picture.height, size.height);
    const auto oldRow = static_cast<std::size_t>(picture.width) * channels;
    std::vector<float> row(oldRow);
    Picture result{size.width, size.height, picture.channels};
    result.pixels.reserve(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
                          channels);
    for (const Mixture& down : rows) {
        std::fill(row.begin(), row.end(), 0.0f);
        for (std::size_t k = 0; k < down.weights.size(); ++k) {
            const auto* from = picture.pixels.data() + (static_cast<std::size_t>(down.first) + k) * oldRow;
            for (std::size_t i = 0; i < oldRow; ++i)
                row[i] += down.weights[k] * static_cast<float>(from[i]);
        }
        for (const Mixture& across : columns)
            for (std::size_t channel = 0; channel < channels; ++channel) {
                float sum = 0;
                for (std::size_t k = 0; k < across.weights.size(); ++k)
                    sum += across.weights[k] *
                        row[(static_cast<std::size_t>(across.first) + k) * channels + channel];
                result.pixels.push_back(static_cast<std::uint8_t>(std::clamp(sum + 0.5f, 0.0f, 255.0f)));
            }
    }
    return result;
}

Result<Picture> readFitted(const std::filesystem::path& file, PictureSize size, int channels, bool stretched)
{
    const auto picture = readPicture(file, channels, std::max(size.height, size.width));
    if (!picture)
        return picture.problem();
    return scaled(stretched ? *picture : middleOf(*picture, size), size);
}

} // namespace engine
