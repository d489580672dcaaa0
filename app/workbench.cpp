#include "app/workbench.h"

namespace app {

const engine::Run* currentRun(const Document& document, const Session& session, const Selection& selection)
{
    if (const engine::Run* chosen = document.run(selection.run()))
        return chosen;
    if (const engine::Run* active = document.run(session.runId()); active && session.isActive())
        return active;
    return document.runs().empty() ? nullptr : &document.runs().back();
}

} // namespace app
