#pragma once

#include "widgets/class_bars.h"

class QLabel;

namespace widgets {

// A card that floats beside a word: what else could have stood there, with its probability.
class ChanceCard : public QWidget {
    Q_OBJECT
public:
    explicit ChanceCard(QWidget* parent);

    void setChances(const QString& title, const QList<ClassBar>& bars);
    QString title() const;
    const QList<ClassBar>& bars() const { return m_bars->bars(); }
    // Below the rectangle, which is the parent's, or above where there is no room; always within the parent.
    void showBeside(const QRect& place);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_title;
    ClassBars* m_bars;
};

} // namespace widgets
