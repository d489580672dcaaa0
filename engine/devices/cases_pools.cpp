#include "engine/base/text.h"
#include "engine/devices/picture_cases.h"
#include "engine/ops/average_pool.h"
#include "engine/ops/max_pool.h"

#include <limits>

namespace engine {

namespace {

struct Setting {
    WindowCase over;
    int batch, channels;

    Shape pictures() const { return {batch, over.picture.rows, over.picture.columns, channels}; }
    Shape pooled(int outputs = 1) const
    {
        const ops::Window window = over.window();
        return {batch, window.rows.output, window.columns.output, channels * outputs};
    }
    std::string name() const { return number(batch) + " x " + over.name() + ", " + number(channels); }
};

const std::vector<Setting>& settings()
{
    static const std::vector<Setting> all{
        {{{1, 1}, {1, 1}}, 1, 1},
        {{{24, 24}, {2, 2}, {2, 2}}, 5, 20},
        {{{7, 9}, {3, 3}, {2, 2}, {1, 1}, true}, 3, 33}, // overlapping, padded
        {{{8, 8}, {3, 2}, {1, 1}}, 2, 3},
        {{{10, 11}, {2, 2}, {3, 4}}, 2, 5}, // gaps
        {{{7, 7}, {2, 3}, {2, 3}, {1, 1}, true}, 2, 2},
        {{{17, 19}, {17, 19}}, 3, 300}, // all of the picture, more places than a byte names
        {{{20, 18}, {18, 16}, {1, 2}}, 2, 2},
    };
    return all;
}

// Chosen places as they are before any is written.
Tensor noneChosen(const Tensor& y, const ops::Window& window, Device device)
{
    return Tensor::zeros(ops::chosenFor(y, window).shape(), ElementType::Int32, device);
}

OpCase maximum(const Setting& s, const Tensor& x, const std::string& what = {})
{
    const auto run = [s, x](Device device) {
        const ops::Window window = s.over.window();
        Tensor y = unwritten(s.pooled(), device), chosen = noneChosen(y, window, device);
        ops::maxPool(x.to(device), window, y, chosen);
        return std::vector{y, chosen};
    };
    return {"maxPool", s.name() + what, run};
}

OpCase maximumAlone(const Setting& s)
{
    const auto run = [s](Device device) {
        Tensor y = unwritten(s.pooled(), device), none;
        ops::maxPool(uniformValues(s.pictures(), 1).to(device), s.over.window(), y, none);
        return std::vector{y};
    };
    return {"maxPool", s.name() + ", no way back", run};
}

OpCase maximumBackward(const Setting& s)
{
    const auto run = [s](Device device) {
        const ops::Window window = s.over.window();
        Tensor y(s.pooled()), chosen = noneChosen(y, window, Device::Cpu);
        ops::maxPool(uniformValues(s.pictures(), 1), window, y, chosen);
        Tensor gradX = unwritten(s.pictures(), device);
        ops::maxPoolBackward(uniformValues(s.pooled(), 2).to(device), chosen.to(device), window, gradX);
        return std::vector{gradX};
    };
    return {"maxPoolBackward", s.name(), run};
}

OpCase average(const Setting& s)
{
    const auto run = [s](Device device) {
        Tensor y = unwritten(s.pooled(), device);
        ops::averagePool(uniformValues(s.pictures(), 1).to(device), s.over.window(), y);
        return std::vector{y};
    };
    return {"averagePool", s.name(), run};
}

OpCase averageBackward(const Setting& s)
{
    const auto run = [s](Device device) {
        Tensor gradX = unwritten(s.pictures(), device);
        ops::averagePoolBackward(uniformValues(s.pooled(), 2).to(device), s.over.window(), gradX);
        return std::vector{gradX};
    };
    return {"averagePoolBackward", s.name(), run};
}

// Few different values, so that many are equal; some are not numbers, others infinite.
Tensor strangeValues(const Shape& shape)
{
    Tensor x = uniformValues(shape, 5, -2, 2);
    for (float& value : x.values())
        value = float(int(value));
    for (std::size_t i = 0; i < x.values().size(); i += 13)
        x.values()[i] = -std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < x.values().size(); i += 29)
        x.values()[i] = std::numeric_limits<float>::quiet_NaN();
    return x;
}

} // namespace

std::vector<OpCase> poolCases()
{
    std::vector<OpCase> cases;
    for (const Setting& s : settings()) {
        cases.push_back(maximum(s, uniformValues(s.pictures(), 1)));
        cases.push_back(maximumBackward(s));
        cases.push_back(average(s));
        cases.push_back(averageBackward(s));
    }
    cases.push_back(
        maximum(settings()[2], strangeValues(settings()[2].pictures()), ", equal and no numbers"));
    cases.push_back(maximumAlone(settings()[2]));
    cases.push_back(maximumAlone(settings()[6]));
    return cases;
}

} // namespace engine
