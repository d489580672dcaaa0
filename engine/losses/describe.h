#pragma once

#include "engine/losses/loss_type.h"

namespace engine {

// A loss's file fills this in with functions of its own Options.
template <class Options>
struct LossDescription {
    std::string id;
    std::string title;
    std::string summary;
    bool idTarget = false;
    std::string range = {};
    std::vector<BoundField<Options>> fields = {};
    std::function<Result<void>(const Options&, const Signal& prediction, const Signal& target)> accepts = {};
    std::function<std::unique_ptr<Loss>(const Options&)> build = {};
};

template <class Options>
LossType describeLoss(LossDescription<Options> d)
{
    LossType t{d.id, d.title, d.summary, d.idTarget, d.range};
    t.fields.assign(d.fields.begin(), d.fields.end());
    t.accepts = [fields = d.fields, f = d.accepts](const Attributes& a, const Signal& prediction,
                                                   const Signal& target) {
        return f(readOptions(fields, a), prediction, target);
    };
    t.build = [fields = d.fields, f = d.build](const Attributes& a, const LossInputs&) {
        return f(readOptions(fields, a));
    };
    return t;
}

} // namespace engine
