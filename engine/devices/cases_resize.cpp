#include "engine/base/text.h"
#include "engine/devices/picture_cases.h"
#include "engine/ops/place.h"
#include "engine/ops/upsample.h"
#include "engine/ops/warp.h"

namespace engine {

namespace {

OpCase place(const Shape& from, Extent to, int top, int left)
{
    const auto run = [=](Device device) {
        Tensor y = unwritten({from[0], to.rows, to.columns, from[3]}, device);
        ops::placePicture(uniformValues(from, 1).to(device), top, left, y);
        return std::vector{y};
    };
    return {"placePicture",
            from.text() + " onto " + number(to.rows) + " x " + number(to.columns) + " at " + number(top) +
                ", " + number(left),
            run};
}

std::string name(const Shape& shape, const ops::Enlargement& by)
{
    return shape.text() + " times " + number(by.rows) + " x " + number(by.columns) +
        (by.bilinear ? ", bilinear" : "");
}

Shape enlarged(const Shape& shape, const ops::Enlargement& by)
{
    return {shape[0], shape[1] * by.rows, shape[2] * by.columns, shape[3]};
}

OpCase enlarge(const Shape& shape, const ops::Enlargement& by)
{
    const auto run = [=](Device device) {
        Tensor y = unwritten(enlarged(shape, by), device);
        ops::upsample(uniformValues(shape, 1).to(device), by, y);
        return std::vector{y};
    };
    return {"upsample", name(shape, by), run};
}

OpCase enlargeBackward(const Shape& shape, const ops::Enlargement& by)
{
    const auto run = [=](Device device) {
        Tensor gradX = unwritten(shape, device);
        ops::upsampleBackward(uniformValues(enlarged(shape, by), 1).to(device), by, gradX);
        return std::vector{gradX};
    };
    return {"upsampleBackward", name(shape, by), run};
}

std::string name(const Shape& shape, const ops::Warp& warp)
{
    const char* const beyond[]{"constant", "nearest", "reflect"};
    return shape.text() + ", " + beyond[int(warp.beyond)] + (warp.bilinear ? ", bilinear" : "");
}

// Turned, stretched and moved, some far beyond the border.
Tensor someMaps(int samples)
{
    Tensor maps = uniformValues({samples, 6}, 2, -1.5f, 1.5f);
    for (int sample = 0; sample < samples; ++sample)
        for (const int shift : {2, 5})
            maps.data()[6 * sample + shift] *= 9;
    return maps;
}

OpCase warped(const Shape& shape, const ops::Warp& warp)
{
    const auto run = [=](Device device) {
        Tensor y = unwritten(shape, device);
        ops::warpPicture(uniformValues(shape, 1).to(device), someMaps(shape[0]).to(device), warp, y);
        return std::vector{y};
    };
    return {"warpPicture", name(shape, warp), run};
}

OpCase warpedBackward(const Shape& shape, const ops::Warp& warp)
{
    const auto run = [=](Device device) {
        Tensor gradX = unwritten(shape, device);
        ops::warpPictureBackward(uniformValues(shape, 1).to(device), someMaps(shape[0]).to(device), warp,
                                 gradX);
        return std::vector{gradX};
    };
    return {"warpPictureBackward", name(shape, warp), run};
}

} // namespace

std::vector<OpCase> resizeCases()
{
    std::vector<OpCase> cases{place({1, 1, 1, 1}, {1, 1}, 0, 0), place({3, 5, 6, 7}, {9, 8}, 2, 1),
                              place({2, 9, 8, 3}, {4, 5}, -3, -1), place({2, 6, 40, 9}, {7, 30}, -2, 5),
                              place({2, 3, 3, 2}, {4, 4}, 8, -9)};
    for (const bool bilinear : {false, true})
        for (const Shape& shape : {Shape{1, 1, 1, 1}, Shape{2, 5, 3, 4}, Shape{3, 4, 7, 65}})
            for (const auto [rows, columns] : {Extent{1, 1}, Extent{2, 2}, Extent{3, 4}, Extent{5, 2}}) {
                cases.push_back(enlarge(shape, {rows, columns, bilinear}));
                cases.push_back(enlargeBackward(shape, {rows, columns, bilinear}));
            }
    for (const bool bilinear : {false, true})
        for (const ops::Beyond beyond : {ops::Beyond::Constant, ops::Beyond::Nearest, ops::Beyond::Reflect})
            for (const Shape& shape : {Shape{2, 1, 1, 1}, Shape{3, 17, 14, 3}, Shape{2, 5, 6, 150}}) {
                cases.push_back(warped(shape, {beyond, 0.5f, bilinear}));
                cases.push_back(warpedBackward(shape, {beyond, 0.5f, bilinear}));
            }
    return cases;
}

} // namespace engine
