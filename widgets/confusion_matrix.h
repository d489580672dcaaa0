#pragma once

#include <QStringList>
#include <QVector>
#include <QWidget>

namespace widgets {

// Counts by true class (row) and predicted class (column).
struct ConfusionCounts {
    QStringList classes;
    QVector<qint64> counts; // classes x classes, row by row
    qint64 at(int truth, int prediction) const { return counts[truth * classes.size() + prediction]; }
    qint64 rowSum(int truth) const;
    qint64 columnSum(int prediction) const;
    qint64 total() const;
    qint64 correct() const;
    qint64 largestMistake() const;
    bool operator==(const ConfusionCounts&) const = default;
};

class ConfusionMatrix : public QWidget {
    Q_OBJECT
public:
    enum class Show { Counts, Rates };

    explicit ConfusionMatrix(QWidget* parent = nullptr);

    void setCounts(const ConfusionCounts& counts);
    const ConfusionCounts& counts() const { return m_counts; }
    void setShow(Show what);
    void setAxisTitles(const QString& truth, const QString& prediction); // "true digit", "predicted digit"
    void select(int truth, int prediction); // -1, -1: none; says nothing
    QString title() const; // "accuracy 99.09 %, 91 wrong of 10,000"
    QRect cellRect(int truth, int prediction) const;
    int widthFor(int height) const; // all of which the cells can use at this height

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void cellSelected(int truth, int prediction); // -1, -1: none any more, by Escape or a press beside

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    int size() const { return static_cast<int>(m_counts.classes.size()); }
    int cellSize() const;
    int cellBelow(int header) const; // the side of a cell under names of that height
    int cellIn(int height, int header) const; // as far as the height matters
    int headerOver(int cell) const; // names that are wider than a cell stand upright
    void measureNames();
    QPoint origin() const;
    void paintCells(QPainter& painter) const;
    void paintEdges(QPainter& painter) const;
    void paintNames(QPainter& painter) const;
    QString cellText(int truth, int prediction) const;
    QString sentence(int truth, int prediction) const;
    void choose(int truth, int prediction);

    ConfusionCounts m_counts;
    Show m_show = Show::Counts;
    QString m_truthTitle, m_predictionTitle;
    int m_truth = -1, m_prediction = -1;
    int m_widestName = 0, m_cornerLeft = 0;
};

} // namespace widgets
