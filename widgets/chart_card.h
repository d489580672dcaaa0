#pragma once

#include <QPainter>

namespace widgets {

struct ChartData;
struct ChartTrack;

// What the curves say at one place.
struct ChartReading {
    const ChartTrack* track = nullptr;
    double x = 0, smooth = 0, raw = 0, validation = 0; // NaN: nothing there
};
QList<ChartReading> chartReadings(const ChartData& data, double x);

QString chartPlaceText(const ChartData& data, double x); // "Epoch 6, batch 550"

// The card beside the cross-hair, on the side where there is room.
void drawChartCard(QPainter& painter, const QRectF& plot, qreal crossX, const ChartData& data, double x,
                   const QList<ChartReading>& readings);

} // namespace widgets
