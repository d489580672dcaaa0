#pragma once

#include "widgets/canvas_surface.h"

class QLabel;
class QPushButton;

namespace widgets {

// One sentence beside the pointer: why something does not fit.
class CanvasReason : public CanvasSurface {
    Q_OBJECT
public:
    explicit CanvasReason(QWidget* parent);
    // At the pointer, in the parent's coordinates; an empty text hides it.
    void say(const QString& text, QPoint at);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

// What an empty canvas says.
class CanvasEmptyHint : public QWidget {
    Q_OBJECT
public:
    explicit CanvasEmptyHint(QWidget* parent);
    void setTexts(const QString& sentence, const QString& button);

signals:
    void pressed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintIcon();

    QLabel* m_icon;
    QLabel* m_sentence;
    QPushButton* m_button;
};

} // namespace widgets
