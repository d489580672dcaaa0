#pragma once

#include <QAbstractSpinBox>

class QLabel;

namespace widgets {

// A spin box that keeps whatever is typed: the form judges the text and says what is wrong with it.
class NumberBox : public QAbstractSpinBox {
    Q_OBJECT
public:
    explicit NumberBox(QWidget* parent = nullptr);

    QString text() const;
    void setText(const QString& text);
    void setUnit(const QString& unit); // inside the box, after the number
    QLineEdit* edit() const { return lineEdit(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void stepBy(int steps) override;
    QValidator::State validate(QString& input, int& position) const override;
    void fixup(QString&) const override {}

signals:
    void stepped(int steps);

protected:
    StepEnabled stepEnabled() const override { return StepUpEnabled | StepDownEnabled; }
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeUnit();

    QLabel* m_unit;
};

} // namespace widgets
