#pragma once

#include "widgets/canvas_surface.h"
#include "widgets/node_canvas.h"

class QLabel;
class QPushButton;

namespace widgets {

// Says what is wrong with a card and offers the ways out. Stands beside the card and points at it.
class CanvasBubble : public CanvasSurface {
    Q_OBJECT
public:
    explicit CanvasBubble(QWidget* parent);

    void showProblems(int node, const QList<CanvasProblem>& problems);
    // Beside this card, away from the others; all in the parent's coordinates.
    void standBeside(const QRectF& card, const QRectF& view, const QList<QRectF>& others);
    int node() const { return m_node; }
    int firstFix() const; // index of the first problem with a fix, or -1

signals:
    void fixWished(int node, int problem);

protected:
    void paintEvent(QPaintEvent* event) override;
    QPainterPath outline(const QRectF& face) const override;
    QColor border() const override;

private:
    struct Row {
        QRectF icon;
        QRectF text;
    };
    void rebuild();
    void layOut();

    int m_node = 0;
    QList<CanvasProblem> m_problems;
    QList<Row> m_rows;
    QList<QPushButton*> m_buttons; // one per problem; null without a fix
    QLabel* m_key;
    int m_height = 0;
    bool m_isBeside = true; // else below the card, without a beak
    bool m_onTheLeft = false;
    qreal m_beak = 0; // where the beak points, from the upper edge
};

} // namespace widgets
