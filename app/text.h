#pragma once

#include "engine/base/result.h"
#include "engine/tensor/shape.h"

#include <QString>

namespace app {

// Between the engine's UTF-8 and Qt.
inline QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}
inline std::string utf8(const QString& text)
{
    return text.toStdString();
}

// A text the engine marked with TR, in the user's language; unknown texts come back as they are.
QString translateEngine(const std::string& source);
// What LayerType::settings() gives ("128 units, relu"): filled already, so the pattern is found again first.
QString translateSettings(const std::string& filled);
// The problem in the user's language: the pattern is translated, then the arguments are filled in.
QString sentence(const engine::Problem& problem);

// "65,536" as the user's locale writes it.
QString grouped(qint64 value);
// A measured value with as many figures as it deserves: 0.0046, 98.7, 104.2.
QString measured(double value, int figures = 4);
QString percent(double share, int decimals = 1); // "52 %", with a thin space
QString bytes(qint64 count); // "131 kB"
QString shapeText(const engine::Shape& shape); // "28 × 28 × 1"
QString metricTitle(const std::string& name); // "mean_squared_error" -> "Mean squared error"

} // namespace app
