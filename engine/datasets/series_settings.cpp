#include "engine/datasets/series_settings.h"

namespace engine {

namespace {

Limits choices(std::vector<std::string> ids, std::vector<std::string> titles)
{
    Limits limits;
    limits.choices = std::move(ids);
    limits.choiceTitles = std::move(titles);
    return limits;
}

Limits counted(double most)
{
    Limits limits{1, most, 1};
    limits.unit = TR("steps");
    return limits;
}

} // namespace

std::vector<BoundField<SeriesSettings>> seriesFields()
{
    using S = SeriesSettings;
    return {
        field("past", &S::past, TR("Past values"), counted(10000), {},
              TR("How many steps of the series the network sees at once.")),
        shownWhen(field("future", &S::future, TR("Future values"), counted(1000), {},
                        TR("How many steps it is to predict.")),
                  "target_layout", {"flat", "steps"}),
        field("inputs", &S::inputs, TR("Variables read"), {}, {},
              TR("Names, separated by commas; empty for all.")),
        field("targets", &S::targets, TR("Variables predicted"), {}, {},
              TR("Names, separated by commas; empty for the first one.")),
        field("layout", &S::layout, TR("Window"),
              choices({"steps", "features"}, {TR("Steps by variables"), TR("One step of many features")})),
        field("target_layout", &S::targetLayout, TR("Target"),
              choices({"flat", "steps", "each_step"},
                      {TR("Future values in a row"), TR("Future steps by variables"),
                       TR("Next value at every step")})),
        field("scaling", &S::scaling, TR("Scaling"),
              choices({"min-max", "standard", "none"},
                      {TR("To 0 … 1"), TR("To mean 0, deviation 1"), TR("None")})),
        shownWhen(field("scaling_fit", &S::scalingFit, TR("Scaling measured on"),
                        choices({"train", "all"}, {TR("The training part"), TR("The whole series")}), {},
                        TR("The whole series tells the network how far the test part will go.")),
                  "scaling", {"min-max", "standard"}),
        field("train_share", &S::trainShare, TR("Training share"), {0.01, 1, 0.01}, {},
              TR("The first part of the series; what comes last is for testing.")),
        field("validation_share", &S::validationShare, TR("Validation share"), {0, 0.5, 0.05}),
        field("window_step", &S::windowStep, TR("Window moves by"), counted(1000)),
    };
}

} // namespace engine
