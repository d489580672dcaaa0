#pragma once

#include "app/cli/project_access.h"

#include "engine/datasets/image_file.h"
#include "engine/mapping/point_set.h"

namespace cli {

// Which points the command map shows.
struct PointChoice {
    std::string source; // a project or a table
    RunChoice run;
    std::string layer, embedding; // names; both empty: what tells most
    std::string part = "test";
    std::int64_t limit = 0; // 0: all
};
struct ChosenPoints {
    engine::PointSet points;
    std::vector<engine::Picture> pictures; // of samples that have some, where wanted
};
engine::Result<ChosenPoints> readPoints(const PointChoice& choice, bool withPictures);

} // namespace cli
