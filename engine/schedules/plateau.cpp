// On plateau: the learning rate shrinks when the watched value stops falling.
#include "engine/schedules/describe.h"

#include <algorithm>
#include <limits>

namespace engine::schedules {

namespace {

struct Options {
    double factor = 0.1;
    int patience = 10;
    double improvement = 1e-4;
    double lowest = 0;
};

class Plateau final : public Schedule {
public:
    explicit Plateau(const Options& options) : m_options(options) {}

    double factor(const ScheduleMoment&) const override { return m_factor; }

    void epochEnded(double watched) override
    {
        if (watched < m_best - m_options.improvement) {
            m_best = watched;
            m_waited = 0;
        } else if (++m_waited >= m_options.patience) {
            m_factor = std::max(m_factor * m_options.factor, std::min(m_factor, m_options.lowest));
            m_waited = 0;
        }
    }

    std::vector<double> state() const override { return {m_factor, m_best, double(m_waited)}; }

    void restore(const std::vector<double>& state) override
    {
        if (state.size() != 3)
            return;
        m_factor = state[0];
        m_best = state[1];
        m_waited = int(std::clamp(state[2], 0.0, 1e9));
    }

private:
    Options m_options;
    double m_factor = 1;
    double m_best = std::numeric_limits<double>::max(); // finite, so that it survives text
    int m_waited = 0;
};

} // namespace

ScheduleType plateau()
{
    return describeSchedule<Options>({
        .id = "plateau",
        .title = TR("On plateau"),
        .summary =
            TR("The learning rate shrinks whenever the watched value has not improved for some epochs."),
        .fields = {field("factor", &Options::factor, TR("Factor"), {.min = 0.0001, .max = 1, .step = 0.05}),
                   field("patience", &Options::patience, TR("Patience"),
                         {.min = 1, .max = 100000, .unit = TR("epochs")}, {},
                         TR("So many epochs without improvement are waited for.")),
                   field("min_delta", &Options::improvement, TR("Smallest improvement"),
                         {.min = 0, .max = 1000, .step = 0.0001}, {}, TR("Smaller changes do not count.")),
                   field("min", &Options::lowest, TR("Lowest factor"), {.min = 0, .max = 1, .step = 0.01}, {},
                         TR("The learning rate never shrinks below this share."))},
        .build = [](const Options& o) { return std::make_unique<Plateau>(o); },
    });
}

} // namespace engine::schedules
