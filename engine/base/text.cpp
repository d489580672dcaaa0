#include "engine/base/text.h"

#include <array>
#include <charconv>

namespace engine {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// The shortest text that reads back as the same value; 32 characters hold any double.
template <class T>
std::string shortest(T value)
{
    std::array<char, 32> text;
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

} // namespace

std::string fill(std::string_view pattern, const std::vector<std::string>& arguments)
{
    std::string text;
    for (std::size_t i = 0; i < pattern.size();) {
        std::size_t index = 0;
        std::size_t end = i + 1;
        if (pattern[i] == '%') // as many digits as still name an argument: %10 is %1 and a 0 when there are 9
            while (end < pattern.size() && isDigit(pattern[end]) &&
                   index * 10 + std::size_t(pattern[end] - '0') <= arguments.size())
                index = index * 10 + std::size_t(pattern[end++] - '0');
        if (index > 0) {
            text += arguments[index - 1];
            i = end;
        } else {
            text += pattern[i++];
        }
    }
    return text;
}

std::string number(double value)
{
    return shortest(value);
}
std::string number(float value)
{
    return shortest(value);
}
std::string number(std::int64_t value)
{
    return shortest(value);
}

std::string grouped(std::int64_t value)
{
    std::string text = number(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t end = text.size(); end > first + 3; end -= 3)
        text.insert(end - 3, 1, ',');
    return text;
}

} // namespace engine
