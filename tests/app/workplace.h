#pragma once

#include "app/workbench.h"

#include <QSignalSpy>

#include <algorithm>

// A document with all that a panel may touch, as a window has them.
struct Workplace {
    app::Document document;
    app::Log log;
    app::Session session{document, log};
    app::Selection selection;
    app::Wishes wishes;
    app::LiveNetwork network{document, session, selection};
    app::Workbench workbench{document, session, selection, log, wishes, network};

    QWidget* createPanel(const char* id, QWidget* parent = nullptr) const
    {
        const auto found = std::ranges::find(app::allPanels(), QLatin1String(id), &app::Panel::id);
        return found->create(workbench, parent);
    }
    // Trains to the end.
    bool train()
    {
        QSignalSpy ended(&session, &app::Session::runEnded);
        session.train();
        return ended.wait(60000);
    }
};
