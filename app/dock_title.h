#pragma once

#include <QWidget>

class QDockWidget;
class QLabel;
class QToolButton;

namespace app {

// The 36 px title of a dock; its buttons appear while the pointer is over it.
class DockTitle : public QWidget {
    Q_OBJECT
public:
    explicit DockTitle(QDockWidget* dock);

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_text;
    QToolButton *m_float, *m_close;
};

} // namespace app
