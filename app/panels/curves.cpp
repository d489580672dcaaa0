// Curves: loss and metrics of all visible runs, live.
#include "app/panels/export_picture.h"
#include "app/text.h"
#include "app/workbench.h"

#include "widgets/live_chart.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>

namespace app::panels {

namespace {

class Curves final : public QWidget {
    Q_OBJECT
public:
    Curves(const Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench)
    {
        m_metric = new QComboBox;
        m_metric->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        m_export = new QToolButton;
        m_export->setIcon(widgets::icon("export"));
        m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        m_chart = new widgets::LiveChart;

        auto* row = new QHBoxLayout;
        row->setContentsMargins(12, 8, 12, 0);
        row->setSpacing(8);
        row->addWidget(m_label = new QLabel);
        row->addWidget(m_metric);
        row->addStretch();
        row->addWidget(m_export);
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addLayout(row);
        layout->addWidget(m_chart, 1);

        connect(m_metric, &QComboBox::activated, this,
                [this] { showMetric(m_metric->currentData().toString()); });
        connect(m_chart, &widgets::LiveChart::emptyButtonPressed, &workbench.wishes, &Wishes::train);
        connect(&workbench.document, &Document::runsChanged, this, &Curves::updateRuns);
        connect(&workbench.document, &Document::opened, this, &Curves::startAgain);
        connect(&workbench.session, &Session::runStarted, this, &Curves::updateRuns);
        connect(&workbench.session, &Session::batchesArrived, this, &Curves::feed);
        connect(&workbench.session, &Session::epochsArrived, this, &Curves::feed);
        connect(&workbench.selection, &Selection::runChanged, this, &Curves::updateRuns);
        retranslate();
        updateRuns();
    }

protected:
    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange)
            retranslate();
        QWidget::changeEvent(event);
    }

private:
    struct Fed {
        std::size_t batches = 0, epochs = 0;
    }; // what the chart was given of a run

    void retranslate()
    {
        m_label->setText(tr("Show"));
        setExportFormats(*m_export, [this](const QString& format) { save(format); });
        m_chart->setEmptyState("chart", tr("The curves appear when you train: F5."), tr("Train"));
        m_chart->setXTitle(tr("epoch"));
        updateMetrics();
        m_chart->setTitle(metricTitle(utf8(m_shown)));
    }

    void startAgain()
    {
        m_chart->clear();
        m_fed.clear();
        m_shown = "loss";
        updateRuns();
    }

    void showMetric(const QString& metric)
    {
        if (metric == m_shown)
            return;
        m_shown = metric;
        m_chart->setTitle(metricTitle(utf8(metric)));
        m_chart->clear();
        m_chart->resetZoom();
        m_fed.clear();
        feed();
    }

    // The figures that any visible run has, the loss first.
    void updateMetrics()
    {
        std::set<std::string> names;
        for (const engine::Run& run : m_workbench.document.runs())
            for (const engine::EpochResult& epoch : run.epochs)
                for (const auto& [name, value] : epoch.training)
                    names.insert(name);
        names.erase("loss");
        QStringList keys{"loss"};
        for (const std::string& name : names)
            keys << text(name);
        if (keys != m_metrics || m_metric->count() == 0 || m_metric->itemText(0) != metricTitle("loss")) {
            m_metrics = keys;
            m_metric->clear();
            for (const QString& key : keys)
                m_metric->addItem(metricTitle(utf8(key)), key);
        }
        m_metric->setCurrentIndex(std::max(0, m_metric->findData(m_shown)));
        m_metric->setVisible(keys.size() > 1);
        m_label->setVisible(keys.size() > 1);
    }

    void updateRuns()
    {
        const engine::Run* current = m_workbench.currentRun();
        QList<widgets::ChartSeries> series;
        for (const engine::Run& run : m_workbench.document.runs())
            series.append({text(run.id), text(run.name), widgets::tokens().run(run.color), run.visible,
                           &run == current || run.id == m_workbench.session.runId()});
        m_chart->setSeries(series);
        m_export->setEnabled(!series.isEmpty());
        feed();
    }

    // Hands the chart whatever the document's runs have beyond what it was given.
    void feed()
    {
        for (const engine::Run& run : m_workbench.document.runs()) {
            Fed& fed = m_fed[run.id];
            if (run.batches.size() < fed.batches || run.epochs.size() < fed.epochs) {
                m_chart->clearPoints(text(run.id)); // thinned meanwhile
                fed = {};
            }
            if (m_shown == "loss")
                appendBatches(run, fed);
            appendEpochs(run, fed);
        }
        updateMetrics();
    }

    void appendBatches(const engine::Run& run, Fed& fed);
    void appendEpochs(const engine::Run& run, Fed& fed);

    void save(const QString& format)
    {
        const QString path = askForFile(this, tr("Export the curves"), "curves." + format, format);
        if (path.isEmpty())
            return;
        QString error;
        const bool done = format == "png" ? m_chart->exportPng(path, &error)
            : format == "svg"             ? m_chart->exportSvg(path, &error)
                                          : m_chart->exportCsv(path, &error);
        m_workbench.log.add(done ? tr("The curves were written to %1.").arg(path) : error,
                            done ? LogEntry::Severity::Info : LogEntry::Severity::Error);
    }

    Workbench m_workbench;
    QLabel* m_label;
    QComboBox* m_metric;
    QToolButton* m_export;
    widgets::LiveChart* m_chart;
    QString m_shown = "loss";
    QStringList m_metrics;
    std::map<std::string, Fed> m_fed;
};

void Curves::appendBatches(const engine::Run& run, Fed& fed)
{
    QList<QPointF> points;
    for (; fed.batches < run.batches.size(); ++fed.batches)
        points.append({run.batches[fed.batches].epoch, run.batches[fed.batches].loss});
    if (!points.isEmpty())
        m_chart->append(text(run.id), widgets::ChartPoints::Raw, points);
    if (!run.epochs.empty() && run.batches.size() > 1) {
        const engine::BatchPoint& last = run.batches.back();
        if (last.epoch > 0 && run.id == m_workbench.session.runId())
            m_chart->setBatchesPerEpoch(
                static_cast<int>(std::lround(static_cast<double>(last.step) / last.epoch)));
    }
}

void Curves::appendEpochs(const engine::Run& run, Fed& fed)
{
    const std::string metric = utf8(m_shown);
    QList<QPointF> training, validation;
    for (; fed.epochs < run.epochs.size(); ++fed.epochs) {
        const engine::EpochResult& epoch = run.epochs[fed.epochs];
        const auto add = [&](QList<QPointF>& points, const engine::Metrics& metrics) {
            if (const auto it = metrics.find(metric); it != metrics.end())
                points.append({static_cast<double>(epoch.epoch), it->second});
        };
        if (m_shown != "loss")
            add(training, epoch.training);
        add(validation, epoch.validation);
    }
    if (!training.isEmpty())
        m_chart->append(text(run.id), widgets::ChartPoints::Raw, training);
    if (!validation.isEmpty())
        m_chart->append(text(run.id), widgets::ChartPoints::Validation, validation);
}

} // namespace

Panel curves()
{
    return {.id = "curves",
            .title = [] { return Curves::tr("Curves"); },
            .place = Panel::Place::Upper,
            .order = 10,
            .shortcut = QKeySequence("Alt+1"),
            .create = [](const Workbench& w, QWidget* parent) { return new Curves(w, parent); },
            .suits = [](const engine::Project&, const engine::Analysis&) { return true; }};
}

} // namespace app::panels

#include "curves.moc"
