#pragma once

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace widgets {

// Goes through numbered steps: back, forth, and by itself until the last one. Its clock rests while it is
// hidden; where motion is not wanted, playing goes to the end at once.
class StepBar : public QWidget {
    Q_OBJECT
public:
    explicit StepBar(QWidget* parent = nullptr);

    void setSteps(int steps); // stops playing when their number changes
    void setStep(int step);
    bool isPlaying() const { return m_playing; }
    bool isTicking() const { return m_timer.isActive(); }
    void setPlaying(bool playing);

    QToolButton* previousButton() const { return m_previous; }
    QToolButton* playButton() const { return m_play; }
    QToolButton* nextButton() const { return m_next; }
    QComboBox* speedBox() const { return m_speed; }

signals:
    void stepWished(int step);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showState();
    void tick();

    int m_steps = 1, m_step = 0;
    bool m_playing = false;
    QTimer m_timer;
    QToolButton *m_previous, *m_play, *m_next;
    QComboBox* m_speed;
    QLabel* m_place;
};

} // namespace widgets
