#include "engine/losses/loss_type.h"

#include <algorithm>

namespace engine {

const LossType* findLossType(const std::string& id)
{
    const auto& types = lossTypes();
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const LossType& t) { return t.id == id; });
    return found == types.end() ? nullptr : &*found;
}

} // namespace engine
