#pragma once

#include "app/workbench.h"

#include "widgets/empty_state.h"

#include <QHBoxLayout>
#include <QStackedLayout>

class QVBoxLayout;

namespace app::panels {

// What panels have in common: a row of tools at their content, the empty state in place of both, texts that
// follow the language, and a look at the workbench when they come into view. In a dock that is too small for
// them they scroll.
class PanelFrame : public QWidget {
    Q_OBJECT
public:
    enum class Tools { Above, Below };
    PanelFrame(const Workbench& workbench, QWidget* parent, Tools tools = Tools::Above);

    QSize minimumSizeHint() const override;

protected:
    // Writes all texts; a panel also calls it at the end of its constructor.
    virtual void retranslate() = 0;
    // Shows what the workbench holds now. Called when the panel comes into view and by what it follows; a
    // panel that is not seen may leave slow work until then.
    virtual void refresh() {}

    QHBoxLayout* tools(); // there from the first call on
    void setContent(QWidget* content);
    void showContent() { m_stack->setCurrentIndex(1); }
    void showEmpty() { m_stack->setCurrentIndex(0); }
    widgets::EmptyState& emptyState() const { return *m_empty; }

    // refresh() whenever the panels may speak of another run, or its data have come.
    void followRun();

    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

    Workbench m_workbench;

private:
    QStackedLayout* m_stack;
    widgets::EmptyState* m_empty;
    QHBoxLayout* m_tools = nullptr;
    QWidget* m_page; // tools and content
    QVBoxLayout* m_layout; // of the page
    Tools m_place;
};

} // namespace app::panels
