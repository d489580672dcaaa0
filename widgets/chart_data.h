#pragma once

#include "widgets/chart_decimation.h"
#include "widgets/chart_range.h"
#include "widgets/live_chart.h"

#include <functional>
#include <optional>

namespace widgets {

struct ChartTrack {
    ChartSeries look;
    CurveStore raw, validation;
    bool empty() const { return raw.bins().empty() && validation.bins().empty(); }
};

// What x means where it is no epoch: rows of a series.
struct ChartPlaces {
    std::function<QString(double)> text; // "1954-07"
    std::function<QList<double>(double from, double to, int wanted)> marks;
};

// Everything a chart shows; the chart owns it, header, view and exports read it.
struct ChartData {
    std::vector<ChartTrack> tracks;
    QString title, unit, xTitle;
    int batchesPerEpoch = 0;
    bool log = false;
    // With places the values are measured ones: nothing is smoothed or left out, and a track's validation
    // points are just its dashed part.
    std::optional<ChartPlaces> places = {};

    bool anythingShown() const
    {
        for (const ChartTrack& track : tracks)
            if (track.look.visible && !track.empty())
                return true;
        return false;
    }
    bool anyValidation() const
    {
        for (const ChartTrack& track : tracks)
            if (track.look.visible && !track.validation.bins().empty())
                return true;
        return false;
    }
    // The track the range note and the last point speak of.
    const ChartTrack* leading() const
    {
        const ChartTrack* found = nullptr;
        for (const ChartTrack& track : tracks)
            if (track.look.visible && !track.empty() &&
                (!found || (track.look.emphasised && !found->look.emphasised)))
                found = &track;
        return found;
    }
};

} // namespace widgets
