#include "engine/layers/layer_type.h"

namespace engine {

const LayerType* findLayerType(const std::string& id)
{
    const auto& types = layerTypes();
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const LayerType& t) { return t.id == id; });
    return found == types.end() ? nullptr : &*found;
}

} // namespace engine
