#pragma once

#include "widgets/canvas_surface.h"
#include "widgets/node_canvas.h"

class QLabel;
class QLineEdit;
class QListWidget;

namespace widgets {

// The quick-add box: type to filter, arrows choose, Enter adds, Escape closes.
class CanvasSearch : public CanvasSurface {
    Q_OBJECT
public:
    using Offers = std::function<QList<CanvasOffer>(const QString& text)>;

    explicit CanvasSearch(QWidget* parent);

    // The upper left corner of the box; it is shifted to stay inside the parent. `fitting` is the shape that
    // a layer must take, if the box continues a link.
    void open(QPoint corner, Offers offers, const QString& fitting);
    void close();

signals:
    void chosen(const QString& type);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void filter();
    void layOut();
    void choose();
    bool leave(); // false: was not open
    bool key(QKeyEvent& event);

    Offers m_offers;
    QString m_fitting;
    bool m_leaving = false;
    QList<CanvasOffer> m_found;
    QLineEdit* m_edit;
    QListWidget* m_list;
    QLabel* m_count;
};

} // namespace widgets
