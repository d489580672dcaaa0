// Forecast: a series, what the network says of each part of it, and how it would go on.
#include "app/panels/export_picture.h"
#include "app/panels/forecast_chart.h"
#include "app/panels/panel_frame.h"
#include "app/text.h"

#include "widgets/elided_label.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QSaveFile>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace app::panels {

namespace {

using Part = engine::Dataset::Part;
constexpr int usualHorizon = 12, mostHorizon = 10000;

class ForecastPanel final : public PanelFrame {
    Q_OBJECT
public:
    ForecastPanel(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;

private:
    void buildTools();
    void explainEmpty();
    bool readsSeries() const; // the network of the run, else that of the canvas
    void offerTargets();
    void ask();
    void take(const std::shared_ptr<const engine::Forecast>& forecast);
    void showErrors();
    void choose();
    void save(const QString& format);
    bool saveTable(const QString& path, QString* error) const;

    QComboBox* m_targets;
    QLabel *m_aheadLabel, *m_horizonLabel;
    QSpinBox *m_ahead, *m_horizon;
    widgets::ElidedLabel *m_errors, *m_note;
    QToolButton* m_export;
    ForecastChart* m_chart;

    std::shared_ptr<const LiveNetwork::Plan> m_plan; // whose output it is
    std::optional<engine::NodeId> m_output;
    std::shared_ptr<const engine::Series> m_series;
    std::shared_ptr<const engine::Forecast> m_forecast;
};

ForecastPanel::ForecastPanel(const Workbench& workbench, QWidget* parent) : PanelFrame(workbench, parent)
{
    m_chart = new ForecastChart;
    m_note = new widgets::ElidedLabel;
    m_note->setProperty("role", "second");
    m_note->setContentsMargins(16, 0, 16, 8);
    m_note->hide();
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_chart, 1);
    column->addWidget(m_note);
    buildTools();
    setContent(content);
    connect(&emptyState(), &widgets::EmptyState::buttonPressed, this, [this] {
        if (readsSeries())
            emit m_workbench.wishes.train();
        else
            emit m_workbench.wishes.chooseData();
    });
    connect(&workbench.network, &LiveNetwork::changed, this, &ForecastPanel::refresh);
    connect(&workbench.network, &LiveNetwork::weightsChanged, this, &ForecastPanel::ask);
    connect(&workbench.document, &Document::changed, this, [this] {
        if (!m_forecast)
            explainEmpty();
    });
    followRun();
    retranslate();
    refresh();
}

void ForecastPanel::buildTools()
{
    m_targets = new QComboBox;
    m_ahead = new QSpinBox;
    m_ahead->setMinimum(1);
    m_horizon = new QSpinBox;
    m_horizon->setRange(0, mostHorizon);
    m_horizon->setValue(usualHorizon);
    m_aheadLabel = new QLabel;
    m_aheadLabel->setBuddy(m_ahead);
    m_horizonLabel = new QLabel;
    m_horizonLabel->setBuddy(m_horizon);
    m_errors = new widgets::ElidedLabel;
    m_errors->setProperty("role", "second");
    m_export = new QToolButton;
    m_export->setIcon(widgets::icon("export"));
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QWidget* tool :
         std::initializer_list<QWidget*>{m_targets, m_aheadLabel, m_ahead, m_horizonLabel, m_horizon})
        tools()->addWidget(tool);
    tools()->addWidget(m_errors, 1);
    tools()->addWidget(m_export);
    connect(m_targets, &QComboBox::activated, this, &ForecastPanel::choose);
    connect(m_ahead, &QSpinBox::valueChanged, this, &ForecastPanel::choose);
    connect(m_horizon, &QSpinBox::valueChanged, this, &ForecastPanel::ask);
}

void ForecastPanel::retranslate()
{
    m_targets->setAccessibleName(tr("Variable"));
    m_targets->setToolTip(tr("The variable that is shown"));
    m_aheadLabel->setText(tr("Steps ahead"));
    m_ahead->setToolTip(tr("Of the future values in each window, the one that is shown"));
    m_horizonLabel->setText(tr("Beyond the end"));
    m_horizon->setToolTip(tr("Steps predicted beyond the end of the series, each from those before it"));
    m_horizon->setSuffix(tr(" steps"));
    setExportFormats(*m_export, [this](const QString& format) { save(format); });
    m_chart->retranslate();
    offerTargets();
    explainEmpty();
    if (m_forecast)
        take(m_forecast);
}

bool ForecastPanel::readsSeries() const
{
    const auto plan = m_workbench.network.plan();
    const Document& document = m_workbench.document;
    return plan
        ? engine::forecastOutput(plan->graph, plan->analysis, plan->columns).has_value()
        : engine::forecastOutput(document.graph(), document.analysis(), document.columns()).has_value();
}

void ForecastPanel::explainEmpty()
{
    if (const auto& problem = m_workbench.network.problem(); problem && m_output)
        emptyState().setContent("error", sentence(*problem));
    else if (!readsSeries())
        emptyState().setContent("chart", tr("This network does not read a series."), tr("Choose data"));
    else
        emptyState().setContent("chart", tr("The forecast appears when you train: F5."), tr("Train"));
    if (!m_forecast)
        showEmpty();
}

void ForecastPanel::refresh()
{
    if (const auto plan = m_workbench.network.plan(); plan != m_plan) {
        m_plan = plan;
        m_output = plan ? engine::forecastOutput(plan->graph, plan->analysis, plan->columns) : std::nullopt;
        m_forecast.reset();
        m_series.reset();
    }
    explainEmpty();
    if (!m_output || !isVisible())
        return;
    const engine::Dataset* data = m_workbench.session.data().loaded(m_plan->dataset);
    if (!data)
        return m_workbench.session.data().want(m_plan->dataset);
    if (data->series != m_series) {
        m_series = data->series;
        m_chart->setSeries(m_series);
        offerTargets();
    }
    ask();
}

void ForecastPanel::offerTargets()
{
    if (!m_series)
        return;
    const engine::SeriesWindow& window = m_series->plan.window;
    const int chosen = std::max(0, m_targets->currentIndex());
    m_targets->clear();
    for (const int target : window.targets)
        m_targets->addItem(variableTitle(m_series->variables[static_cast<std::size_t>(target)]));
    m_targets->setCurrentIndex(std::min(chosen, m_targets->count() - 1));
    m_targets->setVisible(m_targets->count() > 1);
    const bool several = !window.eachStep && window.future > 1;
    m_ahead->setMaximum(several ? static_cast<int>(window.future) : 1);
    m_ahead->setVisible(several);
    m_aheadLabel->setVisible(several);
    choose();
}

// Asks even before there are weights: that makes a training under way hand some over.
void ForecastPanel::ask()
{
    const engine::Dataset* data = m_plan ? m_workbench.session.data().loaded(m_plan->dataset) : nullptr;
    if (!m_output || !data || !m_series || !isVisible())
        return;
    const auto work = [output = *m_output, data = *data,
                       horizon = m_horizon->value()](engine::Network& network) {
        return std::make_shared<const engine::Forecast>(engine::forecast(network, output, data, horizon));
    };
    m_workbench.network.ask(this, work, [this](const auto& forecast) { take(forecast); });
}

void ForecastPanel::take(const std::shared_ptr<const engine::Forecast>& forecast)
{
    m_forecast = forecast;
    m_chart->setForecast(forecast);
    m_note->setVisible(forecast->shortHorizon.has_value());
    if (forecast->shortHorizon)
        m_note->setText(sentence(*forecast->shortHorizon));
    showErrors();
    showContent();
}

void ForecastPanel::showErrors()
{
    const auto target = static_cast<std::size_t>(std::max(0, m_targets->currentIndex()));
    if (!m_forecast || target >= m_forecast->targets.size())
        return;
    const engine::Forecast::Target& shown = m_forecast->targets[target];
    const auto& ahead =
        shown.ahead[std::min(static_cast<std::size_t>(m_ahead->value()), shown.ahead.size()) - 1];
    const QString unit = translateEngine(m_series->variables[static_cast<std::size_t>(shown.variable)].unit);
    const auto said = [&](double error) {
        return std::isfinite(error)
            ? measured(error, 4) + (unit.isEmpty() ? unit : QStringLiteral("\u2009") + unit)
            : QStringLiteral("–");
    };
    const engine::ForecastError &train = ahead.train.error, &test = ahead.test.error;
    m_errors->setText(tr("RMSE: training %1, test %2").arg(measured(train.original, 4), said(test.original)));
    m_errors->setToolTip(
        tr("Root mean squared error in the units of the data: training part %1, test part %2. In "
           "scaled units: %3 and %4.")
            .arg(said(train.original), said(test.original), measured(train.scaled, 4),
                 measured(test.scaled, 4)));
}

void ForecastPanel::choose()
{
    m_chart->choose(static_cast<std::size_t>(std::max(0, m_targets->currentIndex())),
                    static_cast<std::size_t>(m_ahead->value()));
    showErrors();
}

bool ForecastPanel::saveTable(const QString& path, QString* error) const
{
    QSaveFile file(path);
    const std::string csv =
        engine::forecastCsv(*m_series, *m_forecast, static_cast<std::size_t>(m_ahead->value()));
    if (file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(csv)) == std::ssize(csv) &&
        file.commit())
        return true;
    *error = tr("%1 could not be written; choose another folder.").arg(path);
    return false;
}

void ForecastPanel::save(const QString& format)
{
    if (!m_forecast)
        return;
    const QString path = askForFile(this, tr("Export the forecast"), "forecast." + format, format);
    if (path.isEmpty())
        return;
    QString error;
    const bool done = format == "png" ? m_chart->exportPng(path, &error)
        : format == "svg"             ? m_chart->exportSvg(path, &error)
                                      : saveTable(path, &error);
    m_workbench.log.add(done ? tr("The forecast was written to %1.").arg(path) : error,
                        done ? LogEntry::Severity::Info : LogEntry::Severity::Error);
}

} // namespace

Panel forecast()
{
    return {.id = "forecast",
            .title = [] { return ForecastPanel::tr("Forecast"); },
            .place = Panel::Place::Lower,
            .order = 35,
            .shortcut = QKeySequence("Alt+P"),
            .create = [](const Workbench& w, QWidget* parent) { return new ForecastPanel(w, parent); },
            .suits =
                [](const engine::Project& project, const engine::Analysis& analysis) {
                    return engine::forecastOutput(project.graph, analysis, engine::columnsOf(project))
                        .has_value();
                }};
}

} // namespace app::panels

#include "forecast.moc"
