// Weather as it might be measured every three hours: not real, but with what makes real weather worth
// predicting. Lows and highs pass, their fronts bring warm and cold air, clouds keep nights warm and days
// cool, and damp air follows the temperature.
#include "engine/datasets/dice.h"
#include "engine/datasets/series.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numbers>

namespace engine {

namespace {

struct Options {
    std::int64_t days = 730;
    std::int64_t seed = 1;
};

std::vector<BoundField<Options>> boundFields()
{
    return {field("days", &Options::days, TR("Days"), {10, 3650, 1}),
            field("seed", &Options::seed, TR("Seed"), {0, 1e9, 1}, {},
                  TR("Another seed gives other weather in the same climate."))};
}

constexpr int hoursPerStep = 3, stepsPerDay = 24 / hoursPerStep;
constexpr double daysPerYear = 365.25;

// A cosine that is 1 at `peak`.
double rhythm(double time, double peak, double period)
{
    return std::cos(2 * std::numbers::pi * (time - peak) / period);
}

std::string padded(unsigned value)
{
    return (value < 10 ? "0" : "") + number(static_cast<std::int64_t>(value));
}

std::string timeLabel(std::int64_t step)
{
    using namespace std::chrono;
    const year_month_day day = sys_days(2001y / January / 1) + days(step / stepsPerDay);
    return number(int(day.year())) + "-" + padded(unsigned(day.month())) + "-" + padded(unsigned(day.day())) +
        " " + padded(static_cast<unsigned>(step % stepsPerDay * hoursPerStep)) + ":00";
}

// The state of the air, moved on step by step.
class Weather {
public:
    explicit Weather(std::int64_t seed) : m_dice(RandomKey{static_cast<std::uint64_t>(seed)}) {}

    // Temperature (°C), humidity (%), wind (m/s), pressure (hPa).
    std::array<double, 4> next(std::int64_t step)
    {
        const double day = static_cast<double>(step) / stepsPerDay;
        const double hour = static_cast<double>(step % stepsPerDay * hoursPerStep);
        const double change = movePressure();
        m_airMass = 0.97 * m_airMass - 0.30 * change + noise(0.35f); // warm before a low, cold behind it
        const double cloud = 1 / (1 + std::exp(m_pressure / 6));
        const double year = 11 + 10 * rhythm(day, 201, daysPerYear);
        const double swing = (6 - 4.2 * cloud) * (1 + 0.3 * rhythm(day, 172, daysPerYear));
        const double temperature = year + m_airMass + swing * rhythm(hour, 15, 24) + noise(0.3f);
        m_dew += 0.08 * (temperature - 7.5 + 5 * cloud - m_dew) + noise(0.2f);
        const double humidity =
            std::clamp(100 * std::exp(-0.065 * (temperature - m_dew)) + noise(1.5), 15.0, 100.0);
        const double driven = 1.4 + 1.1 * std::abs(change) + std::max(0.0, 1.2 * rhythm(hour, 15, 24));
        m_wind += 0.4 * (driven - m_wind) + noise(0.45f);
        return {temperature, humidity, std::max(0.0, m_wind), 1013 + m_pressure};
    }

private:
    double noise(float deviation) { return static_cast<double>(m_dice.normal(0, deviation)); }

    // Highs and lows follow each other in about five days: a damped oscillation kept going by chance.
    double movePressure()
    {
        const double before = m_pressure;
        m_pressure = 1.916 * m_pressure - 0.941 * m_pressureBefore + noise(0.55f);
        m_pressureBefore = before;
        return m_pressure - before;
    }

    Dice m_dice;
    double m_pressure = 0, m_pressureBefore = 0, m_airMass = 0, m_dew = 2, m_wind = 3;
};

std::int64_t steps(const Attributes& attributes)
{
    return readOptions(boundFields(), attributes).days * stepsPerDay;
}

Series series(const Attributes& attributes)
{
    Series series;
    series.variables = {
        {TR("Temperature"), "°C"}, {TR("Humidity"), "%"}, {TR("Wind"), "m/s"}, {TR("Pressure"), "hPa"}};
    Weather weather(readOptions(boundFields(), attributes).seed);
    const auto rounded = [](double value) { return std::round(value * 10) / 10; }; // as instruments tell it
    for (std::int64_t step = 0; step < steps(attributes); ++step) {
        series.times.push_back(timeLabel(step));
        for (const double value : weather.next(step))
            series.values.push_back(rounded(value));
    }
    return series;
}

} // namespace

namespace datasets {

DatasetType climate()
{
    BundledSeries set{"climate", TR("Bundled climate"),
                      TR("Temperature, humidity, wind and pressure every three hours, with the rhythm of day "
                         "and year and passing weather, simulated by the program itself."),
                      TR("Made by Layerloom from a seed; free to use for anything.")};
    set.names = {"Temperature", "Humidity", "Wind", "Pressure"};
    const auto fields = boundFields();
    set.fields.assign(fields.begin(), fields.end());
    set.rows = steps;
    set.make = series;
    return bundledSeries(set);
}

} // namespace datasets

} // namespace engine
