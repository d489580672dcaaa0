#pragma once

#include <QLayout>
#include <QList>

namespace widgets {

// Cards of one size in as many columns as fit; they share the width that is left over.
class FlowGrid : public QLayout {
    Q_OBJECT
public:
    explicit FlowGrid(int cardWidth = 278, int cardHeight = 252, int gap = 18, int leastColumns = 2,
                      QWidget* parent = nullptr);
    ~FlowGrid() override;

    int columnsFor(int width) const;
    void setCardHeight(int height);

    void addItem(QLayoutItem* item) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }

private:
    QList<QLayoutItem*> shown() const; // hidden cards leave no hole

    QList<QLayoutItem*> m_items;
    int m_cardWidth, m_cardHeight, m_gap, m_leastColumns;
};

} // namespace widgets
