#pragma once

#include <QLayout>
#include <QList>

namespace widgets {

// Widgets one after the other, each as wide as it wishes, in as many lines as they need.
class FlowRow : public QLayout {
    Q_OBJECT
public:
    explicit FlowRow(int gap = 8, QWidget* parent = nullptr);
    ~FlowRow() override;

    void addItem(QLayoutItem* item) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }

private:
    // The places in a width; hidden widgets leave no hole.
    QList<QRect> places(int width) const;

    QList<QLayoutItem*> m_items;
    int m_gap;
};

} // namespace widgets
