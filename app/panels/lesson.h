#pragma once

#include "app/panels/layer_input.h"
#include "app/panels/lesson_tools.h"

namespace app::panels {

// What is chosen, with what there is to choose from: gives the numbers that are explained.
struct Lesson {
    LessonChoice choice;
    widgets::NumberGrid ownKernel = {}; // typed by hand
    std::optional<LayerInput> input = {}; // of the sample, once it is known
    engine::Shape arriving = {}; // at the layer; empty without one

    widgets::NumberGrid picture() const;
    widgets::NumberGrid kernel() const;
    double bias() const; // 0 where it is not part of what is shown
    bool hasTrainedKernel() const; // of the size that is set
    engine::Result<widgets::WindowScene> scene() const;
};

} // namespace app::panels
