#include "app/panels/panel_frame.h"

#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace app::panels {

namespace {

constexpr QSize largestMinimum(440, 180);

} // namespace

PanelFrame::PanelFrame(const Workbench& workbench, QWidget* parent, Tools tools)
    : QWidget(parent), m_workbench(workbench), m_empty(new widgets::EmptyState), m_place(tools)
{
    m_page = new QWidget;
    m_layout = new QVBoxLayout(m_page);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_empty);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_page);
    m_page->setAutoFillBackground(false); // the scroll area wished it
    m_stack->addWidget(scroll);
}

// Docks cannot be smaller than this; small screens need them to be.
QSize PanelFrame::minimumSizeHint() const
{
    return m_empty->minimumSizeHint().expandedTo(m_page->minimumSizeHint().boundedTo(largestMinimum));
}

QHBoxLayout* PanelFrame::tools()
{
    if (!m_tools) {
        m_tools = new QHBoxLayout;
        m_tools->setContentsMargins(12, 8, 12, m_place == Tools::Above ? 4 : 8);
        m_tools->setSpacing(8);
        m_layout->insertLayout(m_place == Tools::Above ? 0 : -1, m_tools);
    }
    return m_tools;
}

void PanelFrame::setContent(QWidget* content)
{
    m_layout->insertWidget(m_place == Tools::Above ? -1 : 0, content, 1);
}

void PanelFrame::followRun()
{
    const auto again = [this] { refresh(); };
    connect(&m_workbench.document, &Document::opened, this, again);
    connect(&m_workbench.session, &Session::runStarted, this, again);
    connect(&m_workbench.session, &Session::runEnded, this, again);
    connect(&m_workbench.session.data(), &DataStore::arrived, this, again);
    connect(&m_workbench.selection, &Selection::runChanged, this, again);
}

void PanelFrame::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void PanelFrame::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace app::panels
