#pragma once

#include "app/cli/picture.h"
#include "engine/training/forecast.h"

namespace cli {

// The series with what the network says of it, so many steps ahead: a plot for every target, one below the
// other, in original units.
Picture forecastPicture(const engine::Series& series, const engine::Forecast& forecast, std::size_t ahead);

} // namespace cli
