#pragma once

#include "app/workbench.h"

class QLabel;
class QToolButton;

namespace widgets {
class NodeCanvas;
class ProblemLabel;
} // namespace widgets

namespace app {

// The canvas under its header and the notes that concern the whole network.
class CanvasPane : public QWidget {
    Q_OBJECT
public:
    explicit CanvasPane(const Workbench& workbench, QWidget* parent = nullptr);

    widgets::NodeCanvas& canvas() { return *m_canvas; }
    // A sentence above the canvas with up to two ways out; gone when either is taken or the project changes.
    void showNotice(const QString& sentence, const QString& fix, std::function<void()> apply,
                    const QString& other = {}, std::function<void()> applyOther = {});
    void clearNotice();

signals:
    void tidyWished();
    void emptyButtonPressed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void updateTitle();
    void updateRunNote();
    void showZoom(qreal factor);

    Workbench m_workbench;
    QLabel* m_title;
    QToolButton *m_tidy, *m_fit, *m_zoom;
    widgets::ProblemLabel *m_notice, *m_runNote;
    widgets::NodeCanvas* m_canvas;
    std::function<void()> m_apply, m_applyOther;
};

} // namespace app
