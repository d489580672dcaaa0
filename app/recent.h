#pragma once

#include "app/document.h"
#include "widgets/start_card.h"

namespace app {

// Projects opened or saved lately, newest first, with what the start page shows of them: kept in the
// settings, so that no file is read for it.
QList<widgets::RecentInfo> recentProjects();
void addRecentProject(const Document& document);
void clearRecentProjects();

} // namespace app
