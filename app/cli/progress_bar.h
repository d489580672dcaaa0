#pragma once

#include <chrono>
#include <string>

namespace cli {

// One line on standard error that is drawn over and over; nothing at all where that is no terminal.
class ProgressBar {
public:
    ProgressBar();
    ~ProgressBar() { clear(); }

    bool shown() const { return m_terminal; }
    // done is between 0 and 1; drawn ten times a second at most.
    void show(double done, const std::string& text);
    void clear(); // before other lines are printed
    std::string timeLeft(double done) const; // since the bar was made: "1:23 left"

private:
    using Clock = std::chrono::steady_clock;

    bool m_terminal = false;
    bool m_drawn = false;
    Clock::time_point m_start = Clock::now(), m_last = {};
};

} // namespace cli
