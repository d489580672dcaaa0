#pragma once

#include <QList>
#include <QWidget>

namespace widgets {

struct ClassBar {
    QString name;
    double share = 0; // 0 to 1
    bool operator==(const ClassBar&) const = default;
};

// What a network thinks of one sample: a bar and a percentage for each class, the likeliest in the accent
// colour. Classes that have no room are left out, the unlikeliest first.
class ClassBars : public QWidget {
    Q_OBJECT
public:
    enum class Order { ByClass, LikeliestFirst };

    explicit ClassBars(Order order = Order::ByClass, QWidget* parent = nullptr);

    void setBars(const QList<ClassBar>& bars);
    const QList<ClassBar>& bars() const { return m_bars; }
    int likeliest() const; // -1: none has a share
    QList<int> shown() const; // the classes that have room, from the top
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int rowHeight() const;
    int nameWidth() const;

    Order m_order;
    QList<ClassBar> m_bars;
};

} // namespace widgets
