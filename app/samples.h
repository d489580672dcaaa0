#pragma once

#include "engine/project/project_file.h"

#include "widgets/network_picture.h"
#include "widgets/start_card.h"

#include <QString>

namespace app {

// The sample projects that travel inside the program.
QStringList sampleIds();
engine::Result<engine::ProjectFile> loadSample(const QString& id);
// What the start page shows of it, in the group "pictures", "text" or "series"; empty title when it cannot be
// read.
widgets::SampleInfo sampleInfo(const QString& id);

// Each layer a bar: for start cards, recent projects and the preview in files.
QList<widgets::PictureLayer> pictureOf(const engine::Graph& graph, const engine::Analysis& analysis);

} // namespace app
