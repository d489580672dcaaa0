#pragma once

#include "engine/datasets/dataset_type.h"

namespace engine {

// Those settings of another data set that this one has, too: a stand-in cuts its samples alike.
Attributes knownTo(const DatasetType& type, const Attributes& attributes);

} // namespace engine
