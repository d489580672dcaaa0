#pragma once

#include <QStringList>
#include <QWidget>

namespace widgets {

// Two to five choices in one trough, one of them raised: Design | Train | Explore.
class SegmentedSwitch : public QWidget {
    Q_OBJECT
public:
    explicit SegmentedSwitch(const QStringList& titles = {}, QWidget* parent = nullptr);

    void setTitles(const QStringList& titles);
    QStringList titles() const { return m_titles; }
    int current() const { return m_current; }
    void setCurrent(int index); // says nothing

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void chosen(int index); // by the user, pointer or arrow keys

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QRect segment(int index) const; // already mirrored for right-to-left
    int segmentAt(const QPoint& point) const;
    void choose(int index);

    QStringList m_titles;
    int m_current = 0;
    int m_hovered = -1;
};

} // namespace widgets
