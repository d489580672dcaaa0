#pragma once

#include "widgets/window_scene.h"

#include <QWidget>

namespace widgets {

// A calculation written out, broken at the rows of its window, the result in the accent.
class TermSum : public QWidget {
    Q_OBJECT
public:
    explicit TermSum(QWidget* parent = nullptr);

    void setTerms(const QList<Term>& terms);
    void setLit(int tap); // -1: none
    int termAt(QPointF point) const; // its tap, -1: none

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

signals:
    void tapPointed(int tap); // -1 when the pointer leaves

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Place {
        QRectF rect;
        int term;
    };
    QList<Place> places(int width) const;

    QList<Term> m_terms;
    int m_lit = -1, m_pointed = -1;
};

} // namespace widgets
