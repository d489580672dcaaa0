#include "app/dock_title.h"

#include "widgets/theme.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace app {

namespace {

constexpr int titleHeight = 36;

QToolButton* makeButton(const QString& icon)
{
    auto* button = new QToolButton;
    button->setIcon(widgets::icon(icon, &widgets::Tokens::text2));
    button->setIconSize({16, 16});
    button->setAutoRaise(true);
    QSizePolicy policy = button->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    button->setSizePolicy(policy);
    button->hide();
    return button;
}

} // namespace

DockTitle::DockTitle(QDockWidget* dock)
    : QWidget(dock), m_text(new QLabel(dock->windowTitle())), m_float(makeButton(QStringLiteral("box"))),
      m_close(makeButton(QStringLiteral("close")))
{
    setFixedHeight(titleHeight);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_text->setFont(widgets::textFont(widgets::TextSize::Body, true));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 4, 0);
    layout->setSpacing(0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_float);
    layout->addWidget(m_close);
    connect(dock, &QDockWidget::windowTitleChanged, m_text, &QLabel::setText);
    connect(m_close, &QToolButton::clicked, dock, &QDockWidget::close);
    connect(m_float, &QToolButton::clicked, dock, [dock] { dock->setFloating(!dock->isFloating()); });
    retranslate();
}

void DockTitle::enterEvent(QEnterEvent*)
{
    m_float->show();
    m_close->show();
}

void DockTitle::leaveEvent(QEvent*)
{
    m_float->hide();
    m_close->hide();
}

void DockTitle::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void DockTitle::retranslate()
{
    m_float->setToolTip(tr("Take out of the window, or put back"));
    m_close->setToolTip(tr("Close this panel; the View menu brings it back"));
    m_float->setAccessibleName(m_float->toolTip());
    m_close->setAccessibleName(m_close->toolTip());
}

} // namespace app
