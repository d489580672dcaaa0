#pragma once

#include "engine/training/trainer.h"

namespace cli {

// The loss curve of a training as an SVG picture: every batch pale, epochs' means and validation on top.
std::string curveSvg(const std::string& title, const std::vector<engine::BatchPoint>& batches,
                     const std::vector<engine::EpochResult>& epochs);

} // namespace cli
