#pragma once

#include "engine/datasets/dataset_type.h"
#include "engine/training/settings.h"

#include <QString>

class QWidget;

namespace app {

// Data sets that lie where the user says: a folder of pictures, a table, a series, a text.

// The setting that says where; null for a set that lies in the data folder or is bundled.
const engine::Field* placeField(const engine::DatasetType& type);

// Asks for the place, beginning at the one chosen now; empty if the user thinks better of it.
QString askForPlace(QWidget* parent, const engine::DatasetType& type, const QString& now);

// The choice with another place, its other settings kept.
engine::Choice placed(engine::Choice choice, const QString& place);

// All that a folder or file can be used as: pictures; a table or a series; nothing where it is none of them.
std::vector<engine::Choice> ownData(const QString& place);

} // namespace app
