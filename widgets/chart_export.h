#pragma once

#include <QString>

namespace widgets {

class ChartView;
struct ChartData;

// Each returns whether the file was written, and else says why in a sentence.
bool exportChartPng(const QString& path, const ChartData& data, ChartView& view, qreal scale, QString* error);
bool exportChartSvg(const QString& path, const ChartData& data, ChartView& view, QString* error);
bool exportChartCsv(const QString& path, const ChartData& data, QString* error);

} // namespace widgets
