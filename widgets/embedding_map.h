#pragma once

#include <QColor>
#include <QImage>
#include <QList>
#include <QRectF>
#include <QStringList>
#include <QVector>
#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

namespace widgets {

// Positions as they come from whoever moves the points: point after point, never changed once given.
using MapPositions = std::shared_ptr<const std::vector<float>>;

enum class MapTool { Navigate, Box, Lasso };

struct MapLegendEntry {
    QString name;
    QColor color;
    qint64 count = -1; // at the right of the name; none below zero
};

// Either classes, or a scale of values.
struct MapLegend {
    QString title; // "Digit", "Word frequency"
    QList<MapLegendEntry> entries;
    QList<QRgb> scale; // lowest value first
    QString low, middle, high; // the figures below the scale; the middle may be empty
};

// What stands beside a hovered point.
struct MapCard {
    QString title;
    QStringList lines;
    QImage picture;
};

// Points in the plane or in space: pan, turn and zoom them, hover and select them. Drawn by VTK into a
// picture of its own, so that docking never touches OpenGL; whatever is text is painted on top.
class EmbeddingMap : public QWidget {
    Q_OBJECT
public:
    explicit EmbeddingMap(QWidget* parent = nullptr);
    ~EmbeddingMap() override;

    // Whether OpenGL is here; without it the widget says so and everything else goes on. The first answer
    // opens it, which takes a moment: better asked when the map is to be seen.
    bool available() const;

    // count * dimensions numbers; dimensions is 2 or 3. Points with NaN or infinite numbers are left out.
    // Cheap: may be called at any rate, and while the count stays the same, labels, colours and selection do
    // too, and so does the view once the user has moved it.
    void setPoints(const MapPositions& positions, int count, int dimensions);
    int count() const;
    int dimensions() const;
    int shownCount() const; // fewer than count() while a large map moves, or when some points are nowhere

    // Of each point. A label shows where it collides with no more important one: larger weight, without
    // weights the earlier point.
    void setLabels(const QStringList& labels);
    void setWeights(const QVector<float>& weights);
    void setColors(const QVector<QRgb>& colors); // empty: all in the accent
    // The legend's entry of each point (-1: none): names the class where its points are, and gives entries
    // beyond the tenth another shape, since colours come again.
    void setClasses(const QVector<int>& entries);
    void setLegend(const MapLegend& legend);
    // Small pictures of points, for the hover card and instead of labels (null: none). Asked for when needed.
    void setPictures(std::function<QImage(int)> pictures);
    void setLabelsShown(bool shown);
    void setPicturesShown(bool shown); // over the points, where they do not collide
    void setClassNamesShown(bool shown);

    void setMarked(const QVector<int>& points); // search hits: larger, all others pale
    void setSelected(const QVector<int>& points);
    const QVector<int>& selected() const;
    void setNeighbours(int of, const QVector<int>& points); // lines from the one to the others; -1: none
    // Answers hovered(); without an answer the card shows the label and the picture.
    void setHoverCard(int point, const MapCard& card);

    void setTool(MapTool tool);
    MapTool tool() const;
    void fit(); // everything in view, smoothly; and the view follows moving points again
    void zoomBy(double factor); // around the middle
    double zoom() const; // 1: everything just fits
    void reveal(int point); // moves the view there if the point is outside

    QPointF pointPosition(int point) const; // in the widget; for menus and tests
    int pointAt(const QPointF& place) const; // -1: none
    QList<QRectF> labelRects() const; // the labels that show
    QRectF legendRect(int entry) const; // an entry of the legend
    // With labels and legend, as large as the widget unless told; every point is drawn.
    QImage picture(QSize size = {}, qreal ratio = 2) const;

    QSize sizeHint() const override { return {640, 480}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

signals:
    void hovered(int point, const QPoint& global); // -1: none any more
    void clicked(int point); // without modifiers; -1: beside all points
    // By box, lasso, or a click with Shift (add) or Ctrl (toggle).
    void selectionWished(const QVector<int>& points, Qt::KeyboardModifiers modifiers);
    void legendClicked(int entry);
    void zoomChanged(double zoom);
    void shownCountChanged(int count);
    void failed(); // OpenGL is not here, or was lost for good

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace widgets
