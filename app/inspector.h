#pragma once

#include "app/workbench.h"

#include <QLabel>
#include <QLineEdit>

class QScrollArea;
class QVBoxLayout;

namespace widgets {
class FieldForm;
class ProblemLabel;
} // namespace widgets

namespace app {

// The settings of the selected layer; with nothing selected, how the network is trained.
class Inspector : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(const Workbench& workbench, QWidget* parent = nullptr);

    void showTraining(const QString& focusKey = {}); // deselects; the data set, the optimiser ...
    QSize sizeHint() const override { return {320, 600}; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void scheduleRefresh();
    void refresh();
    void showHeader(const engine::Node* node);
    void showProblem(const engine::Node* node);
    void browse(const QString& key);
    void wish(const QString& key, const QVariant& value);
    void renameNode();
    void retranslate();
    const engine::Node* node() const; // the one that is shown

    Workbench m_workbench;
    QLabel* m_icon;
    QLineEdit* m_name;
    QLabel* m_kind;
    widgets::ProblemLabel* m_problem;
    QScrollArea* m_scroll;
    widgets::FieldForm* m_form;
    QWidget* m_body;
    bool m_refreshing = false, m_dirty = false;
    int m_shown = -1;
};

} // namespace app
