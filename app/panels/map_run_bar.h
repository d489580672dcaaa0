#pragma once

#include "app/panels/map_maker.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace widgets {
class ElidedLabel;
}

namespace app::panels {

// Starts, pauses and stops a map, and says how far it is.
class MapRunBar : public QWidget {
    Q_OBJECT
public:
    explicit MapRunBar(QWidget* parent = nullptr);

    void show(const MapMaker& maker);
    void setNote(const QString& note); // why the map is not what it would be now
    void setShown(const QString& text); // "Showing 10,000 of 60,000"
    void setNarrow(bool narrow); // buttons without words
    void retranslate();

signals:
    void runWished();
    void pauseWished();
    void resumeWished();
    void stopWished();
    void seedWished(); // anew with another seed
    void moreWished(int iterations); // of a finished map

private:
    enum class Main { Run, Again, Pause, Resume };
    void name();
    void pressMain();

    Main m_role = Main::Run;
    bool m_narrow = false;
    QPushButton *m_main, *m_stop, *m_seed, *m_more;
    QProgressBar* m_progress;
    widgets::ElidedLabel *m_status, *m_note;
    QLabel* m_shown;
};

// "Iteration 340 of 1,000, KL divergence 1.83, 12 s left".
QString statusOf(const MapMaker& maker);

} // namespace app::panels
