#include "engine/base/text.h"
#include "engine/devices/picture_cases.h"
#include "engine/ops/depthwise.h"

namespace engine {

namespace {

struct Setting {
    WindowCase over;
    int batch, channels, multiplier;

    Shape pictures() const { return {batch, over.picture.rows, over.picture.columns, channels}; }
    Shape kernel() const { return {over.size.rows, over.size.columns, channels, multiplier}; }
    Shape maps() const
    {
        const ops::Window window = over.window();
        return {batch, window.rows.output, window.columns.output, channels * multiplier};
    }
    std::string name() const
    {
        return number(batch) + " x " + over.name() + ", " + number(channels) + " times " + number(multiplier);
    }
};

const std::vector<Setting>& settings()
{
    static const std::vector<Setting> all{
        {{{1, 1}, {1, 1}}, 1, 1, 1},
        {{{9, 8}, {3, 3}, {1, 1}, {1, 1}, true}, 12, 32, 1}, // more positions than one block adds up
        {{{7, 10}, {2, 3}, {2, 3}}, 3, 5, 3},
        {{{8, 9}, {3, 2}, {3, 2}, {2, 3}, true}, 2, 3, 2},
        {{{6, 6}, {4, 4}}, 2, 70, 4},
    };
    return all;
}

OpCase forward(const Setting& s)
{
    const auto run = [s](Device device) {
        Tensor y = unwritten(s.maps(), device);
        ops::depthwise(uniformValues(s.pictures(), 1).to(device), uniformValues(s.kernel(), 2).to(device),
                       s.over.window(), y);
        return std::vector{y};
    };
    return {"depthwise", s.name(), run};
}

OpCase backward(const Setting& s, bool kernel, bool x)
{
    const auto run = [=](Device device) {
        Tensor gradKernel, gradX;
        std::vector<Tensor> written;
        if (kernel)
            written.push_back(gradKernel = unwritten(s.kernel(), device));
        if (x)
            written.push_back(gradX = unwritten(s.pictures(), device));
        ops::depthwiseBackward(uniformValues(s.pictures(), 1).to(device),
                               uniformValues(s.kernel(), 2).to(device), s.over.window(),
                               uniformValues(s.maps(), 3).to(device), gradKernel, gradX);
        return written;
    };
    return {"depthwiseBackward",
            s.name() +
                (kernel && x  ? ""
                     : kernel ? ", kernel only"
                              : ", input only"),
            run};
}

} // namespace

std::vector<OpCase> depthwiseCases()
{
    std::vector<OpCase> cases;
    for (const Setting& s : settings()) {
        cases.push_back(forward(s));
        cases.push_back(backward(s, true, true));
    }
    cases.push_back(backward(settings()[2], true, false));
    cases.push_back(backward(settings()[2], false, true));
    return cases;
}

} // namespace engine
