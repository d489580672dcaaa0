#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <QList>
#include <QStringList>

namespace widgets {

struct ImageRow {
    QString name; // at the left: "Original", "Rebuilt"
    QList<QImage> images;
};

// Columns of tiles under a title: above each column its label, below its error.
struct ImageSection {
    QString title, caption; // "Test part", "10 of 10,000, largest error first"
    QList<ImageRow> rows;
    QStringList labels;
    QString errorName; // at the left of the errors: "Error"
    QStringList errors;
    QSize tile = {}; // empty: that of the grid
    int gap = 12; // between columns
    bool oneLine = false; // what does not fit beside the others is counted at the end: "+20"
    int more = 0; // columns beyond these, for that count
};

// Rows of small pictures. Columns wrap when the width is short; a click or Enter reports the tile.
class ImageGrid : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit ImageGrid(QWidget* parent = nullptr);

    void setSections(const QList<ImageSection>& sections); // keeps scroll position and current tile
    const QList<ImageSection>& sections() const { return m_sections; }
    void setTileSize(int pixels); // 52 unless told
    // Where a tile is now, in the viewport; for menus and tests.
    QRect tileRect(int section, int row, int column) const;
    // All sections from top to bottom, as they would be without scrolling; for export.
    QImage picture(qreal ratio) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void tileClicked(int section, int row, int column);
    // The pointer is on this pixel of the picture; a section of -1: on none any more.
    void pixelHovered(int section, int row, int column, const QPoint& pixel);
    void resized(); // the room is another, whether a scroll bar takes some of it or not

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Tile {
        int section = -1, row = -1, column = -1;
        bool operator==(const Tile&) const = default;
    };
    struct Place {
        int top = 0, height = 0, left = 0, perLine = 1, columns = 0, lineHeight = 0;
        QSize tile;
        int pitch = 0; // from column to column: long texts need more than a tile
        int hidden = 0; // columns that one line has no room for
    };

    void layOut();
    Place placeOf(const ImageSection& section, int top) const;
    static QString hiddenText(int columns);
    int contentHeight() const;
    QRect contentRect(const Tile& tile) const;
    QRect contentColumn(int section, int column) const;
    QRect inViewport(const QRect& content) const;
    QRectF imageRect(const Tile& tile) const; // in the viewport
    Tile tileAt(const QPoint& point) const;
    void setCurrent(const Tile& tile);
    void hover(const Tile& tile, const QPoint& pixel);
    void paintSections(QPainter& painter, const QRect& seen) const;
    void paintSection(QPainter& painter, int index, const QRect& seen) const;
    void paintTitle(QPainter& painter, int index) const;
    void paintNames(QPainter& painter, int index, int column) const;
    void paintColumn(QPainter& painter, int index, int column) const;
    void paintTile(QPainter& painter, const Tile& tile) const;

    QList<ImageSection> m_sections;
    QList<Place> m_places;
    Tile m_current, m_hovered;
    QPoint m_pixel{-1, -1};
    QSize m_room;
    int m_tile = 52;
};

} // namespace widgets
