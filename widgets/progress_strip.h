#pragma once

#include <QColor>
#include <QWidget>

namespace widgets {

// Where a run is. Anything unknown is left at its initial value and not shown.
struct RunProgress {
    QString run;
    QColor color;
    int epoch = 0, epochs = 0; // 1-based; the epoch that is under way
    qint64 batch = 0, batches = 0; // within the epoch
    double samplesPerSecond = 0;
    double secondsLeft = -1;
    double fraction = 0; // of the whole run, 0 to 1
    bool paused = false;
    bool operator==(const RunProgress&) const = default;
};

// The toolbar's right half while something trains: one line of figures over a 6 px bar. The least important
// figures go first when there is no room.
class ProgressStrip : public QWidget {
    Q_OBJECT
public:
    explicit ProgressStrip(QWidget* parent = nullptr);

    void setProgress(const RunProgress& progress);
    const RunProgress& progress() const { return m_progress; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RunProgress m_progress;
};

// "1 min 22 s", "2 h 5 min", "less than 1 s".
QString durationText(double seconds);

} // namespace widgets
