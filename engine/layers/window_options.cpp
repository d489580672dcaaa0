#include "engine/layers/window_options.h"

namespace engine {

namespace {

std::string pair(const std::vector<int>& list)
{
    return number(heightOf(list)) + " × " + number(widthOf(list));
}

bool allOnes(const std::vector<int>& list)
{
    return heightOf(list) == 1 && widthOf(list) == 1;
}

std::string shortPair(const std::vector<int>& list)
{
    return heightOf(list) == widthOf(list) ? number(heightOf(list)) : pair(list);
}

} // namespace

int heightOf(const std::vector<int>& list)
{
    return list.empty() ? 1 : list.front();
}

int widthOf(const std::vector<int>& list)
{
    return list.empty() ? 1 : list.back();
}

ops::Window WindowOptions::over(int height, int width) const
{
    const std::vector<int>& steps = strides.empty() ? size : strides;
    const bool same = padding == "same";
    return {ops::windowAxis(height, heightOf(size), heightOf(steps), heightOf(dilation), same),
            ops::windowAxis(width, widthOf(size), widthOf(steps), widthOf(dilation), same)};
}

std::string WindowOptions::text() const
{
    const std::string pad = padding == "same" ? TR("same") : TR("valid");
    std::string result = pair(size);
    if (!strides.empty() && !allOnes(strides))
        result += ", " + fill(TR("stride %1"), {shortPair(strides)});
    if (!allOnes(dilation))
        result += ", " + fill(TR("dilation %1"), {shortPair(dilation)});
    return result + ", " + pad;
}

Result<void> needPicture(const std::string& title, const Signals& in)
{
    if (const auto fit = needNumbers(title, in); !fit)
        return fit;
    if (in[0].shape.rank() != 3)
        return Problem{TR("%1 needs a picture (height × width × channels), but %2 arrives here."),
                       {title, in[0].shape.text()}};
    return {};
}

Result<void> checkWindow(const std::string& title, const WindowOptions& options, const Shape& picture)
{
    const ops::Window window = options.over(picture[0], picture[1]);
    if (window.rows.output > 0 && window.columns.output > 0)
        return {};
    return Problem{TR("The window of %1 covers %2 × %3, more than its picture of %4 × %5; make it smaller or "
                      "set the padding to same."),
                   {title, number(window.rows.reach()), number(window.columns.reach()), number(picture[0]),
                    number(picture[1])}};
}

Limits paddingLimits()
{
    return {.choices = {"valid", "same"}, .choiceTitles = {TR("Valid"), TR("Same")}};
}

Limits windowLimits(int minCount)
{
    return {.min = 1, .max = 1024, .minCount = minCount, .maxCount = 2};
}

} // namespace engine
