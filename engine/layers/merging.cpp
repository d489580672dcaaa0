#include "engine/layers/merging.h"

#include "engine/layers/size_limits.h"

namespace engine {

Result<Signals> inferSameShape(const std::string& title, const Signals& in)
{
    if (const auto fit = needNumbers(title, in); !fit)
        return fit.problem();
    for (const Signal& signal : in)
        if (signal.shape != in[0].shape)
            return Problem{TR("%1 needs inputs of one shape, but %2 and %3 arrive here."),
                           {title, in[0].shape.text(), signal.shape.text()}};
    return Signals{in[0]};
}

} // namespace engine
