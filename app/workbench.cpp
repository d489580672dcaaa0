#include "app/workbench.h"

namespace app {

const engine::Run* Workbench::currentRun() const
{
    if (const engine::Run* chosen = document.run(selection.run()))
        return chosen;
    if (const engine::Run* active = document.run(session.runId()); active && session.isActive())
        return active;
    return document.runs().empty() ? nullptr : &document.runs().back();
}

} // namespace app
