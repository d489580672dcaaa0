#pragma once

#include "engine/base/fields.h"

namespace cli {

// Settings with their defaults and limits, for lists of layers and data sets.
engine::Json fieldsJson(const std::vector<engine::Field>& fields);
void printFields(const std::vector<engine::Field>& fields);

} // namespace cli
