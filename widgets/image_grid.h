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
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void tileClicked(int section, int row, int column);

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
    };

    void layOut();
    QRect contentRect(const Tile& tile) const;
    Tile tileAt(const QPoint& point) const;
    void setCurrent(const Tile& tile);
    void paintSection(QPainter& painter, int index) const;
    void paintColumn(QPainter& painter, int index, int column) const;

    QList<ImageSection> m_sections;
    QList<Place> m_places;
    Tile m_current, m_hovered;
    int m_tile = 52;
};

} // namespace widgets
