#include "app/cli/progress_bar.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace cli {

ProgressBar::ProgressBar() : m_terminal(isatty(STDERR_FILENO) == 1) {}

void ProgressBar::show(double done, const std::string& text)
{
    const auto now = Clock::now();
    if (!m_terminal || now - m_last < std::chrono::milliseconds(100))
        return;
    m_last = now;
    m_drawn = true;
    constexpr int cells = 24;
    const int full = std::clamp(int(done * cells), 0, cells);
    std::fprintf(stderr, "\r\033[K[%s%s] %s", std::string(std::size_t(full), '#').c_str(),
                 std::string(std::size_t(cells - full), '.').c_str(), text.c_str());
    std::fflush(stderr);
}

void ProgressBar::clear()
{
    if (m_drawn)
        std::fputs("\r\033[K", stderr);
    m_drawn = false;
    m_last = {};
}

std::string ProgressBar::timeLeft(double done) const
{
    if (done <= 0.001)
        return "";
    const double gone = std::chrono::duration<double>(Clock::now() - m_start).count();
    const auto left = long(gone / done * (1 - done));
    char text[48];
    std::snprintf(text, sizeof text, "%ld:%02ld left", left / 60, left % 60);
    return text;
}

} // namespace cli
