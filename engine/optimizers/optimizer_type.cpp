#include "engine/optimizers/optimizer_type.h"

#include <algorithm>

namespace engine {

const OptimizerType* findOptimizerType(const std::string& id)
{
    const auto& types = optimizerTypes();
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const OptimizerType& t) { return t.id == id; });
    return found == types.end() ? nullptr : &*found;
}

} // namespace engine
