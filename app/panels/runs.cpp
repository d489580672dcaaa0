// Runs: every training of this project, with what came out; rename, hide, go on, restore, delete.
#include "app/hardware.h"
#include "app/panels/panel_frame.h"
#include "app/text.h"

#include "engine/optimizers/optimizer_type.h"

#include "widgets/run_list.h"
#include "widgets/theme.h"

#include <QDateTime>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace app::panels {

namespace {

class Runs final : public PanelFrame {
    Q_OBJECT
public:
    Runs(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;

private:
    void buildDetails();
    void showDetails();
    widgets::RunRow rowOf(const engine::Run& run) const;
    QString stateOf(const engine::Run& run) const;
    void openMenu(const QString& id, QPoint where);
    void remove(const std::string& id);
    void changeRate();
    bool isActive(const engine::Run& run) const
    {
        return m_workbench.session.isActive() && run.id == m_workbench.session.runId();
    }

    widgets::RunList* m_list;
    QWidget* m_details;
    QLabel* m_name;
    QFormLayout* m_form;
    QList<QLabel*> m_keys, m_values;
    QLabel* m_rateLabel;
    QLineEdit* m_rate;
    QPushButton *m_restore, *m_continue;
};

Runs::Runs(const Workbench& workbench, QWidget* parent) : PanelFrame(workbench, parent)
{
    m_list = new widgets::RunList;
    buildDetails();
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_details);
    setContent(content);

    connect(&emptyState(), &widgets::EmptyState::buttonPressed, &workbench.wishes, &Wishes::train);
    connect(m_list, &widgets::RunList::selected, this,
            [this](const QString& id) { m_workbench.selection.setRun(utf8(id)); });
    connect(m_list, &widgets::RunList::visibilityWished, this, [this](const QString& id, bool visible) {
        m_workbench.document.editRun(utf8(id), [visible](engine::Run& run) { run.visible = visible; });
    });
    connect(m_list, &widgets::RunList::renameWished, this, [this](const QString& id, const QString& name) {
        m_workbench.document.editRun(utf8(id), [&](engine::Run& run) { run.name = utf8(name); });
    });
    connect(m_list, &widgets::RunList::removeWished, this, [this](const QString& id) { remove(utf8(id)); });
    connect(m_list, &widgets::RunList::menuWished, this, &Runs::openMenu);
    connect(&workbench.document, &Document::runsChanged, this, &Runs::refresh);
    connect(&workbench.document, &Document::opened, this, &Runs::refresh);
    connect(&workbench.session, &Session::epochsArrived, this, &Runs::refresh);
    connect(&workbench.session, &Session::stateChanged, this, &Runs::refresh);
    connect(&workbench.selection, &Selection::runChanged, this, &Runs::refresh);
    retranslate();
}

void Runs::buildDetails()
{
    m_details = new QWidget;
    auto* layout = new QVBoxLayout(m_details);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_name = new QLabel);
    m_name->setFont(widgets::textFont(widgets::TextSize::Body, true));
    m_form = new QFormLayout;
    m_form->setLabelAlignment(Qt::AlignRight);
    m_form->setHorizontalSpacing(8);
    m_form->setVerticalSpacing(4);
    for (int i = 0; i < 7; ++i) {
        m_keys << new QLabel;
        m_values << new QLabel;
        m_values.last()->setWordWrap(true);
        m_values.last()->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_form->addRow(m_keys.last(), m_values.last());
    }
    m_rateLabel = new QLabel;
    m_rate = new QLineEdit;
    m_form->addRow(m_rateLabel, m_rate);
    layout->addLayout(m_form);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_continue = new QPushButton(widgets::icon("run"), {}));
    buttons->addWidget(m_restore = new QPushButton(widgets::icon("restore"), {}));
    layout->addLayout(buttons);
    connect(m_rate, &QLineEdit::editingFinished, this, &Runs::changeRate);
    connect(m_continue, &QPushButton::clicked, this, [this] {
        if (const engine::Run* run = m_workbench.currentRun())
            m_workbench.session.continueRun(run->id);
    });
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const engine::Run* run = m_workbench.currentRun())
            emit m_workbench.wishes.restoreNetwork(run->id);
    });
}

void Runs::retranslate()
{
    emptyState().setContent("run", tr("No runs yet; each training is kept here."), tr("Train"));
    m_rateLabel->setText(tr("Learning rate"));
    m_rate->setToolTip(tr("Can be changed while the run goes on; applies from the next batch"));
    m_continue->setText(tr("Go on training"));
    m_restore->setText(tr("Restore network"));
    m_restore->setToolTip(tr("Puts the network of this run back onto the canvas"));
    refresh();
}

QString Runs::stateOf(const engine::Run& run) const
{
    if (isActive(run))
        return m_workbench.session.state() == Session::State::Paused ? tr("paused") : tr("running");
    if (run.state == "failed")
        return tr("failed");
    return run.state == "finished" ? tr("finished") : tr("stopped");
}

widgets::RunRow Runs::rowOf(const engine::Run& run) const
{
    const engine::OptimizerType* optimizer = engine::findOptimizerType(run.settings.optimizer.id);
    widgets::RunRow row{text(run.id), text(run.name), widgets::tokens().run(run.color), isActive(run)};
    row.settings = tr("%1 %2, batch %3, seed %4")
                       .arg(optimizer ? translateEngine(optimizer->title) : text(run.settings.optimizer.id),
                            text(engine::number(run.settings.learningRate)), grouped(run.settings.batchSize),
                            text(engine::number(run.settings.seed)));
    const engine::EpochResult* best = nullptr;
    const auto loss = [](const engine::EpochResult& epoch) {
        const engine::Metrics& metrics = epoch.validation.empty() ? epoch.training : epoch.validation;
        const auto it = metrics.find("loss");
        return it == metrics.end() ? std::numeric_limits<double>::infinity() : it->second;
    };
    for (const engine::EpochResult& epoch : run.epochs)
        if (!best || loss(epoch) < loss(*best))
            best = &epoch;
    if (best) {
        row.best = best->validation.empty() ? tr("Best loss %1").arg(measured(loss(*best)))
                                            : tr("Best validation %1").arg(measured(loss(*best)));
        row.where = isActive(run) ? tr("epoch %1").arg(best->epoch)
                                  : tr("epoch %1, %2").arg(best->epoch).arg(stateOf(run));
    } else {
        row.where = stateOf(run);
    }
    row.visible = run.visible;
    return row;
}

void Runs::refresh()
{
    const auto& runs = m_workbench.document.runs();
    QList<widgets::RunRow> rows;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run)
        rows.append(rowOf(*run));
    m_list->setRuns(rows);
    const engine::Run* current = m_workbench.currentRun();
    if (current)
        m_list->select(text(current->id));
    rows.isEmpty() ? showEmpty() : showContent();
    if (current)
        showDetails();
}

void Runs::showDetails()
{
    const engine::Run& run = *m_workbench.currentRun();
    const engine::DatasetType* data = engine::findDatasetType(run.dataset.id);
    const QDateTime started = QDateTime::fromString(text(run.started), Qt::ISODate).toLocalTime();
    QStringList metrics;
    if (!run.epochs.empty())
        for (const auto& [name, value] : run.epochs.back().validation)
            metrics << metricTitle(name) + ' ' + measured(value);
    const QList<std::pair<QString, QString>> facts{
        {tr("State"), stateOf(run)},
        {tr("Started"), QLocale().toString(started, QLocale::ShortFormat)},
        {tr("Data"), data ? translateEngine(data->title) : text(run.dataset.id)},
        {tr("Epochs"), tr("%1 of %2").arg(run.epochs.size()).arg(run.settings.epochs)},
        {tr("Device"), hardwareTitle(run.hardware)},
        {tr("Validation"), metrics.join(", ")},
        {tr("Problem"), text(run.problem)}};
    m_name->setText(text(run.name));
    for (int i = 0; i < facts.size(); ++i) {
        m_keys[i]->setText(facts[i].first);
        m_values[i]->setText(facts[i].second);
        m_keys[i]->setVisible(!facts[i].second.isEmpty());
        m_values[i]->setVisible(!facts[i].second.isEmpty());
    }
    const bool active = isActive(run);
    m_rateLabel->setVisible(active);
    m_rate->setVisible(active);
    if (active && !m_rate->hasFocus())
        m_rate->setText(text(engine::number(run.settings.learningRate)));
    m_continue->setVisible(!m_workbench.session.isActive() && run.last);
    m_restore->setEnabled(!engine::sameNetwork(run.graph, m_workbench.document.graph()));
}

void Runs::changeRate()
{
    const engine::Run* run = m_workbench.currentRun();
    bool isNumber = false;
    const double rate = m_rate->text().toDouble(&isNumber);
    if (!run || !isActive(*run) || !isNumber || !(rate > 0) || rate > 1000) {
        if (run)
            m_rate->setText(text(engine::number(run->settings.learningRate)));
        return;
    }
    if (rate == run->settings.learningRate)
        return;
    m_workbench.session.setLearningRate(rate);
    m_workbench.document.editRun(run->id, [rate](engine::Run& r) { r.settings.learningRate = rate; });
    m_workbench.log.add(
        tr("The learning rate of %1 is now %2.").arg(text(run->name), text(engine::number(rate))));
}

void Runs::openMenu(const QString& id, QPoint where)
{
    const engine::Run* run = m_workbench.document.run(utf8(id));
    if (!run)
        return;
    QMenu menu(this);
    const std::string key = run->id;
    QAction* go =
        menu.addAction(tr("Go on training"), this, [this, key] { m_workbench.session.continueRun(key); });
    go->setEnabled(run->last && !m_workbench.session.isActive());
    menu.addAction(tr("Restore network"), this, [this, key] { emit m_workbench.wishes.restoreNetwork(key); });
    menu.addAction(tr("Rename"), this, [this, id] { m_list->beginRename(id); });
    menu.addSeparator();
    QAction* drop = menu.addAction(tr("Delete"), this, [this, key] { remove(key); });
    drop->setEnabled(!isActive(*run));
    if (m_workbench.document.canRestoreRun())
        menu.addAction(tr("Bring back the deleted run"), this, [this] { m_workbench.document.restoreRun(); });
    menu.exec(where);
}

void Runs::remove(const std::string& id)
{
    const engine::Run* run = m_workbench.document.run(id);
    if (!run || isActive(*run))
        return;
    const QString name = text(run->name);
    m_workbench.document.removeRun(id);
    m_workbench.log.add(tr("The run %1 was deleted; the menu of any run brings it back.").arg(name));
}

} // namespace

Panel runs()
{
    return {.id = "runs",
            .title = [] { return Runs::tr("Runs"); },
            .place = Panel::Place::Side,
            .order = 10,
            .shortcut = QKeySequence("Alt+0"),
            .create = [](const Workbench& w, QWidget* parent) { return new Runs(w, parent); }};
}

} // namespace app::panels

#include "runs.moc"
