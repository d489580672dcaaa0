#pragma once

#include <QList>
#include <QWidget>

class QGridLayout;
class QLabel;
class QSlider;

namespace widgets {

struct SliderRow {
    QString name; // "z 17"
    QString note; // at the right, in small type: "KL 1.92"
    QString toolTip;
    double low = -1, high = 1, middle = 0; // a double click goes back to the middle
    bool operator==(const SliderRow&) const = default;
};

// Named sliders below each other, each with its value.
class SliderList : public QWidget {
    Q_OBJECT
public:
    explicit SliderList(QWidget* parent = nullptr);

    void setRows(const QList<SliderRow>& rows);
    const QList<SliderRow>& rows() const { return m_rows; }
    // May lie beyond the ends; says nothing.
    void setValues(const QList<double>& values);
    QSlider* slider(int row) const { return m_lines[row].slider; }

signals:
    void moved(int row, double value); // by the user

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Line {
        QLabel *name, *value, *note;
        QSlider* slider;
    };
    void addLine();
    void removeLine();
    void place(int row, double value);
    void setMiddle(int row);

    QGridLayout* m_layout;
    QList<SliderRow> m_rows;
    QList<Line> m_lines;
};

} // namespace widgets
