#include "app/toolbar.h"

#include "app/hardware.h"

#include "app/text.h"

#include "engine/base/parallel.h"

#include "widgets/progress_strip.h"
#include "widgets/segmented_switch.h"
#include "widgets/theme.h"

#include <QAction>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace app {

namespace {

QWidget* separator()
{
    auto* line = new QWidget;
    line->setFixedSize(1, 22);
    line->setBackgroundRole(QPalette::Midlight);
    line->setAutoFillBackground(true);
    return line;
}

QHBoxLayout* rowIn(QWidget* widget)
{
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    return row;
}

} // namespace

Toolbar::Toolbar(const Workbench& workbench, const ToolbarActions& actions, QWidget* parent)
    : QToolBar(parent), m_workbench(workbench), m_actions(actions), m_left(new QWidget), m_idle(new QWidget),
      m_running(new QWidget), m_body(new QWidget), m_grid(new QGridLayout(m_body)),
      m_switch(new widgets::SegmentedSwitch), m_strip(new widgets::ProgressStrip),
      m_data(addMenuButton(QStringLiteral("data"))), m_device(addMenuButton(QStringLiteral("chip")))
{
    setObjectName(QStringLiteral("toolbar"));
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    QHBoxLayout* left = rowIn(m_left);
    m_expendable << addButton(left, actions.start) << addButton(left, actions.save);
    left->addWidget(separator());
    addButton(left, actions.undo, false);
    addButton(left, actions.redo, false);
    QHBoxLayout* idle = rowIn(m_idle);
    idle->addWidget(m_data);
    idle->addWidget(m_device);
    idle->addWidget(separator());
    m_expendable << addButton(idle, actions.step);
    m_train = addButton(idle, actions.train);
    m_train->setProperty("primary", true);
    QHBoxLayout* running = rowIn(m_running);
    running->addWidget(m_strip, 1);
    running->addSpacing(8);
    running->addWidget(separator());
    addButton(running, actions.pause);
    addButton(running, actions.step);
    m_reset = addButton(running, actions.resetState);
    addButton(running, actions.stop)->setProperty("framed", true);

    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->addWidget(m_left, 0, 0, Qt::AlignLeft);
    m_grid->addWidget(m_switch, 0, 1, Qt::AlignCenter);
    m_grid->addWidget(m_idle, 0, 2, Qt::AlignRight);
    m_grid->addWidget(m_running, 0, 2);
    addWidget(m_body);

    connect(m_switch, &widgets::SegmentedSwitch::chosen, this, &Toolbar::arrangementChosen);
    connect(m_data->menu(), &QMenu::aboutToShow, this, [this] { emit dataMenuWished(m_data->menu()); });
    connect(m_device->menu(), &QMenu::aboutToShow, this, [this] { emit deviceMenuWished(m_device->menu()); });
    connect(&workbench.document, &Document::changed, this, &Toolbar::retranslate);
    lookForCard(this, [this] { retranslate(); });
    connect(&workbench.session, &Session::stateChanged, this, &Toolbar::showState);
    connect(&workbench.session, &Session::batchesArrived, this, &Toolbar::showProgress);
    connect(&workbench.session.data(), &DataStore::progressed, this, &Toolbar::showProgress);
    retranslate();
    showState();
}

QToolButton* Toolbar::addButton(QHBoxLayout* layout, QAction* action, bool words)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setIconSize({18, 18});
    button->setToolButtonStyle(words ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    layout->addWidget(button);
    return button;
}

QToolButton* Toolbar::addMenuButton(const QString& icon)
{
    auto* button = new QToolButton;
    button->setIcon(widgets::icon(icon));
    button->setIconSize({18, 18});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    return button;
}

void Toolbar::setArrangement(int index)
{
    m_switch->setCurrent(index);
}

void Toolbar::showState()
{
    const bool active = m_workbench.session.isActive();
    m_idle->setVisible(!active);
    m_running->setVisible(active);
    m_reset->setVisible(m_workbench.session.keepsState());
    // Idle the switch stands in the middle; running the strip takes all the room there is.
    m_grid->setColumnStretch(0, active ? 0 : 1);
    m_grid->setColumnStretch(2, 1);
    showProgress();
    fitWords();
}

void Toolbar::showProgress()
{
    const Session& session = m_workbench.session;
    widgets::RunProgress shown;
    if (session.state() == Session::State::Loading) {
        shown.run = tr("Reading the data");
        shown.color = widgets::tokens().accent;
        shown.fraction = m_workbench.session.data().progress();
    } else if (const engine::Run* run = m_workbench.document.run(session.runId())) {
        const Progress progress = session.progress();
        shown.run = text(run->name);
        shown.color = widgets::tokens().run(run->color);
        shown.epoch = progress.epoch;
        shown.epochs = progress.epochs;
        shown.batch = progress.batch;
        shown.batches = progress.batches;
        shown.samplesPerSecond = progress.samplesPerSecond;
        shown.secondsLeft = progress.secondsLeft;
        shown.fraction = progress.fraction;
        shown.paused = session.state() == Session::State::Paused;
    }
    m_strip->setProgress(shown);
}

void Toolbar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolBar::changeEvent(event);
}

void Toolbar::resizeEvent(QResizeEvent* event)
{
    QToolBar::resizeEvent(event);
    fitWords();
}

// The least important words go when there is no room; the icons and tooltips stay.
void Toolbar::fitWords()
{
    const auto fits = [this] { return m_body->sizeHint().width() <= width() - 24; };
    QList<QToolButton*> order{m_expendable};
    order << m_device;
    for (QToolButton* button : order)
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QToolButton* button : order) {
        if (fits())
            return;
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        m_grid->invalidate();
    }
}

void Toolbar::retranslate()
{
    const engine::Project& project = m_workbench.document.project();
    const engine::DatasetType* data = engine::findDatasetType(project.dataset.id);
    setWindowTitle(tr("Toolbar"));
    m_switch->setTitles({tr("Design"), tr("Train"), tr("Explore")});
    m_switch->setAccessibleName(tr("Arrangement of the window"));
    m_data->setText(data ? translateEngine(data->title) : tr("Choose data"));
    m_data->setToolTip(tr("The data set this network learns from"));
    m_device->setText(hardwareTitle(hardwareText(project.training)));
    const QString explanation = hardwareExplanation(project.training);
    m_device->setToolTip(explanation.isEmpty()
                             ? tr("What computes the training")
                             : tr("What computes the training") + QLatin1Char('\n') + explanation);
}

} // namespace app
