#include "engine/datasets/time_label.h"

#include "engine/base/text.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

namespace engine {

namespace {

using namespace std::chrono;

constexpr std::int64_t minutesPerDay = 24 * 60;

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                                     : std::nullopt;
}

// "2001", "2001-01", "2001-01-31", "2001-01-31 12:00", "2001-01-31T12:00:00".
struct Time {
    int year = 0;
    unsigned month = 1, day = 1;
    std::int64_t minutes = 0;
    std::size_t length = 0; // of the text
    char between = ' ';

    std::int64_t months() const { return year * 12 + static_cast<std::int64_t>(month) - 1; }
    std::int64_t allMinutes() const
    {
        return sys_days(std::chrono::year(year) / month / day).time_since_epoch().count() * minutesPerDay +
            minutes;
    }
};

std::optional<Time> parsed(std::string_view text)
{
    const auto at = [&](std::size_t first, std::size_t count) {
        return first + count <= text.size() ? wholeNumber(text.substr(first, count)) : std::nullopt;
    };
    const bool known = text.size() == 7 || text.size() == 10 || text.size() == 16 || text.size() == 19;
    const auto year = at(0, 4), month = at(5, 2), day = text.size() > 7 ? at(8, 2) : 1;
    const auto hour = text.size() > 10 ? at(11, 2) : 0, minute = text.size() > 10 ? at(14, 2) : 0;
    if (!known || text[4] != '-' || (text.size() > 7 && text[7] != '-') || !year || !month || !day || !hour ||
        !minute)
        return std::nullopt;
    const Time time{static_cast<int>(*year),
                    static_cast<unsigned>(*month),
                    static_cast<unsigned>(*day),
                    *hour * 60 + *minute,
                    text.size(),
                    text.size() > 10 ? text[10] : ' '};
    const bool real = (std::chrono::year(time.year) / time.month / time.day).ok();
    return real ? std::optional(time) : std::nullopt;
}

std::string padded(std::int64_t value)
{
    return (value < 10 ? "0" : "") + number(value);
}

// The time so many minutes after the epoch, written as `like` is.
std::string written(std::int64_t minutes, const Time& like)
{
    const std::int64_t day = minutes >= 0 ? minutes / minutesPerDay : (minutes + 1) / minutesPerDay - 1;
    const year_month_day date{sys_days(days(day))};
    std::string text = number(int(date.year())) + "-" + padded(unsigned(date.month()));
    if (like.length > 7)
        text += "-" + padded(unsigned(date.day()));
    const std::int64_t rest = minutes - day * minutesPerDay;
    if (like.length > 10)
        text += like.between + padded(rest / 60) + ":" + padded(rest % 60);
    return like.length > 16 ? text + ":00" : text;
}

std::string afterTime(const Time& before, const Time& last, std::int64_t steps)
{
    const std::int64_t months = last.months() - before.months();
    if (months == 0 || before.day != last.day || before.minutes != last.minutes)
        return written(last.allMinutes() + steps * (last.allMinutes() - before.allMinutes()), last);
    const std::int64_t month = last.months() + steps * months;
    Time time = last;
    time.year = static_cast<int>(month / 12);
    time.month = static_cast<unsigned>(month % 12 + 1);
    time.day =
        std::min(time.day, unsigned((std::chrono::year(time.year) / time.month / std::chrono::last).day()));
    return written(time.allMinutes(), time);
}

// 1, 2 or 5 times a power of ten.
std::int64_t roundStep(std::int64_t span, int wanted)
{
    for (std::int64_t power = 1;; power *= 10)
        for (const std::int64_t step : {power, 2 * power, 5 * power})
            if (span / step <= wanted)
                return step;
}

std::int64_t monthStep(std::int64_t span, int wanted)
{
    for (const std::int64_t step : {1, 3, 6, 12, 24, 60, 120})
        if (span / step <= wanted)
            return step;
    return 12 * roundStep(span / 12, wanted);
}

} // namespace

std::string timeAfter(const std::vector<std::string>& times, std::int64_t steps)
{
    if (times.size() >= 2) {
        const std::string &before = times[times.size() - 2], &last = times.back();
        const auto first = parsed(before), second = parsed(last);
        if (first && second && first->length == second->length)
            return afterTime(*first, *second, steps);
        const auto a = wholeNumber(before), b = wholeNumber(last);
        if (a && b)
            return number(*b + steps * (*b - *a));
    }
    return "+" + number(steps);
}

std::vector<std::int64_t> timeMarks(const std::vector<std::string>& times, std::int64_t from, std::int64_t to,
                                    int wanted)
{
    std::vector<std::int64_t> marks;
    if (to < from || wanted < 1)
        return marks;
    std::int64_t step = roundStep(to - from, wanted), offset = 0;
    const auto first = times.size() >= 2 ? parsed(times[0]) : std::nullopt;
    const auto second = first ? parsed(times[1]) : std::nullopt;
    if (second && second->months() - first->months() == 1 && first->day == second->day) {
        step = monthStep(to - from, wanted);
        offset = (12 - first->months() % 12) % 12; // a January
    }
    const std::int64_t behind = ((from - offset) % step + step) % step;
    for (std::int64_t row = from + (behind ? step - behind : 0); row <= to; row += step)
        marks.push_back(row);
    return marks;
}

} // namespace engine
