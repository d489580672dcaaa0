#include "app/canvas_pane.h"

#include "app/text.h"

#include "widgets/node_canvas.h"
#include "widgets/problem_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace app {

namespace {

constexpr int headerHeight = 36;

QToolButton* makeButton(const QString& icon)
{
    auto* button = new QToolButton;
    if (!icon.isEmpty())
        button->setIcon(widgets::icon(icon));
    button->setIconSize({16, 16});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

} // namespace

CanvasPane::CanvasPane(const Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_title(new QLabel),
      m_tidy(makeButton(QStringLiteral("tidy"))), m_fit(makeButton(QStringLiteral("fit"))),
      m_zoom(makeButton({})), m_notice(new widgets::ProblemLabel), m_runNote(new widgets::ProblemLabel),
      m_canvas(new widgets::NodeCanvas)
{
    m_title->setFont(widgets::textFont(widgets::TextSize::Body, true));
    m_zoom->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_zoom->setPopupMode(QToolButton::InstantPopup);
    auto* zooms = new QMenu(m_zoom);
    for (const int percent : {25, 50, 75, 100, 150, 200, 400})
        zooms->addAction(QLocale().toString(percent) + QStringLiteral(" %"), this,
                         [this, percent] { m_canvas->setZoom(percent / 100.0); });
    m_zoom->setMenu(zooms);

    auto* header = new QWidget;
    header->setFixedHeight(headerHeight);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 0, 8, 0);
    row->setSpacing(4);
    row->addWidget(m_title, 1);
    row->addWidget(m_tidy);
    row->addWidget(m_fit);
    row->addWidget(m_zoom);
    auto* line = new QWidget;
    line->setFixedHeight(1);
    line->setBackgroundRole(QPalette::Midlight);
    line->setAutoFillBackground(true);
    auto* notes = new QVBoxLayout;
    notes->setContentsMargins(8, 0, 8, 0);
    notes->addWidget(m_notice);
    notes->addWidget(m_runNote);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(line);
    layout->addLayout(notes);
    layout->addWidget(m_canvas, 1);

    connect(m_tidy, &QToolButton::clicked, this, &CanvasPane::tidyWished);
    connect(m_fit, &QToolButton::clicked, this, [this] { m_canvas->fitAll(); });
    connect(m_canvas, &widgets::NodeCanvas::zoomChanged, this, &CanvasPane::showZoom);
    connect(m_canvas, &widgets::NodeCanvas::emptyButtonPressed, this, &CanvasPane::emptyButtonPressed);
    connect(m_notice, &widgets::ProblemLabel::fixPressed, this, [this] {
        const auto apply = std::exchange(m_apply, {});
        clearNotice();
        if (apply)
            apply();
    });
    connect(m_notice, &widgets::ProblemLabel::otherPressed, this, [this] {
        const auto apply = std::exchange(m_applyOther, {});
        clearNotice();
        if (apply)
            apply();
    });
    connect(&workbench.document, &Document::fileChanged, this, &CanvasPane::updateTitle);
    connect(&workbench.document, &Document::changed, this, &CanvasPane::updateTitle);
    connect(&workbench.document, &Document::changed, this, &CanvasPane::clearNotice);
    connect(&workbench.document, &Document::changed, this, &CanvasPane::updateRunNote);
    connect(&workbench.session, &Session::stateChanged, this, &CanvasPane::updateRunNote);
    clearNotice();
    retranslate();
    showZoom(m_canvas->zoom());
}

void CanvasPane::showNotice(const QString& sentence, const QString& fix, std::function<void()> apply,
                            const QString& other, std::function<void()> applyOther)
{
    m_apply = std::move(apply);
    m_applyOther = std::move(applyOther);
    m_notice->setProblem(widgets::ProblemLabel::Severity::Error, sentence, fix, other);
}

void CanvasPane::clearNotice()
{
    m_notice->clear();
}

void CanvasPane::updateTitle()
{
    m_title->setText(m_workbench.document.title());
}

void CanvasPane::updateRunNote()
{
    const engine::Run* run = m_workbench.document.run(m_workbench.session.runId());
    if (!run || !m_workbench.session.isActive() || !m_workbench.session.canvasChangedSince())
        return m_runNote->clear();
    const QDateTime started = QDateTime::fromString(text(run->started), Qt::ISODate).toLocalTime();
    m_runNote->setProblem(
        widgets::ProblemLabel::Severity::Info,
        tr("“%1” trains the network as it was at %2. Your edits since then apply to the next run.")
            .arg(text(run->name), QLocale().toString(started.time(), QLocale::ShortFormat)));
}

void CanvasPane::showZoom(qreal factor)
{
    m_zoom->setText(QLocale().toString(qRound(factor * 100)) + QStringLiteral(" %"));
}

void CanvasPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void CanvasPane::retranslate()
{
    m_tidy->setText(tr("Tidy"));
    m_tidy->setToolTip(tr("Lay the network out from top to bottom"));
    m_fit->setText(tr("Fit"));
    m_fit->setToolTip(tr("Show the whole network"));
    m_zoom->setAccessibleName(tr("Zoom"));
    m_canvas->setAccessibleName(tr("Network"));
    m_canvas->setEmptyHint(tr("Drag a layer here, or press Space to search."), tr("Start from a sample"));
    updateTitle();
    updateRunNote();
}

} // namespace app
