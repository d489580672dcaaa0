// Reconstructions: rows of original, noisy and rebuilt pictures from the test and the training part, live.
#include "app/background.h"
#include "app/panels/export_picture.h"
#include "app/panels/panel_frame.h"
#include "app/panels/picture_difference.h"
#include "app/panels/rebuild.h"
#include "app/text.h"

#include "widgets/image_grid.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>

#include <atomic>

namespace app::panels {

namespace {

constexpr int shown = 10;
using Part = engine::Dataset::Part;

class Reconstructions final : public PanelFrame {
    Q_OBJECT
public:
    Reconstructions(const Workbench& workbench, QWidget* parent);
    ~Reconstructions() override { ++*m_round; }

protected:
    void retranslate() override;
    void refresh() override; // everything anew: another run, network, order or noise

private:
    enum Order { InOrder, WorstFirst, Shuffled };

    void buildTools();
    void chooseRows();
    void askForRebuilt(); // from the run's weights, on a worker thread
    void showLive(const engine::Snapshot& snapshot);
    void showParts(const std::vector<Rebuilt>& parts);
    widgets::ImageSection section(const Rebuilt& part) const;
    std::optional<RebuildJob> job() const;
    void explainEmpty();
    void showDifference(int section, int column);
    void save();

    widgets::ImageGrid* m_grid;
    QComboBox* m_order;
    QSlider* m_noise;
    QLabel *m_noiseLabel, *m_noiseValue;
    QPushButton* m_export;

    std::optional<RebuildNodes> m_nodes;
    std::string m_run; // whose network m_nodes belong to
    std::vector<engine::ColumnDescription> m_columns;
    std::vector<engine::Probe> m_probes{{Part::Test, {}}, {Part::Train, {}}};
    std::vector<Rebuilt> m_parts; // as shown
    // Answers of earlier rounds are dropped, and work for them ends.
    std::shared_ptr<std::atomic<quint64>> m_round = std::make_shared<std::atomic<quint64>>(0);
    quint64 m_shuffle = 0;
    bool m_busy = false, m_again = false;
};

Reconstructions::Reconstructions(const Workbench& workbench, QWidget* parent) : PanelFrame(workbench, parent)
{
    m_grid = new widgets::ImageGrid;
    buildTools();
    setContent(m_grid);

    connect(&emptyState(), &widgets::EmptyState::buttonPressed, this, [this] {
        if (m_workbench.currentRun() ||
            rebuildNodes(m_workbench.document.graph(), m_workbench.document.analysis(),
                         m_workbench.document.columns()))
            emit m_workbench.wishes.train();
        else
            emit m_workbench.wishes.openSample("ae-stacked");
    });
    connect(m_grid, &widgets::ImageGrid::tileClicked, this,
            [this](int section, int, int column) { showDifference(section, column); });
    connect(&workbench.session, &Session::snapshotArrived, this, &Reconstructions::showLive);
    connect(&workbench.session, &Session::epochsArrived, this, [this] {
        if (m_order->currentIndex() == WorstFirst)
            chooseRows();
    });
    connect(&workbench.document, &Document::changed, this, [this] {
        if (!m_workbench.currentRun())
            explainEmpty();
    });
    followRun();
    retranslate();
    refresh();
}

void Reconstructions::buildTools()
{
    m_order = new QComboBox;
    m_noiseLabel = new QLabel;
    m_noise = new QSlider(Qt::Horizontal);
    m_noise->setRange(0, 100);
    m_noise->setFixedWidth(120);
    m_noiseLabel->setBuddy(m_noise);
    m_noiseValue = new QLabel("0");
    m_noiseValue->setMinimumWidth(m_noiseValue->fontMetrics().horizontalAdvance("0.00"));
    m_export = new QPushButton(widgets::icon("export"), {});
    tools()->addWidget(m_noiseLabel);
    tools()->addWidget(m_noise);
    tools()->addWidget(m_noiseValue);
    tools()->addStretch();
    tools()->addWidget(m_order);
    tools()->addWidget(m_export);
    connect(m_order, &QComboBox::activated, this, [this](int order) {
        m_shuffle += order == Shuffled ? 1 : 0;
        refresh();
    });
    connect(m_noise, &QSlider::valueChanged, this, [this](int value) {
        m_noiseValue->setText(text(engine::number(value / 100.0)));
        askForRebuilt();
    });
    connect(m_export, &QPushButton::clicked, this, &Reconstructions::save);
}

void Reconstructions::retranslate()
{
    const int order = std::max(0, m_order->currentIndex());
    m_order->clear();
    m_order->addItems({tr("In order"), tr("Largest error first"), tr("Shuffled")});
    m_order->setCurrentIndex(order);
    m_order->setAccessibleName(tr("Order of the pictures"));
    m_noiseLabel->setText(tr("Added noise"));
    m_noise->setToolTip(
        tr("Standard deviation of the noise added to the pictures before the network sees them"));
    m_export->setText(tr("Export"));
    explainEmpty();
    if (!m_parts.empty())
        showParts(m_parts);
}

void Reconstructions::explainEmpty()
{
    const bool rebuilds = m_nodes ||
        rebuildNodes(m_workbench.document.graph(), m_workbench.document.analysis(),
                     m_workbench.document.columns());
    if (rebuilds)
        emptyState().setContent("image", tr("The rebuilt pictures appear when you train: F5."), tr("Train"));
    else
        emptyState().setContent("image", tr("This needs a trained network that rebuilds its input."),
                                tr("Open the autoencoder"));
    if (m_parts.empty())
        showEmpty();
}

std::optional<RebuildJob> Reconstructions::job() const
{
    const engine::Run* run = m_workbench.currentRun();
    if (!run || !m_nodes || !run->last)
        return std::nullopt;
    const engine::Dataset* data = m_workbench.session.data().loaded(run->dataset);
    if (!data)
        return std::nullopt;
    return RebuildJob{run->graph, m_columns, *data,
                      run->last,  *m_nodes,  static_cast<float>(m_noise->value()) / 100};
}

void Reconstructions::refresh()
{
    const engine::Run* run = m_workbench.currentRun();
    ++*m_round;
    m_nodes.reset();
    if (!run || run->id != m_run)
        m_parts.clear();
    m_run = run ? run->id : std::string();
    if (run) {
        m_columns = engine::columnsOf(run->dataset);
        m_nodes = rebuildNodes(run->graph, engine::analyse(run->graph, m_columns), m_columns);
    }
    if (!m_nodes) {
        m_workbench.session.setProbes(this, {});
        m_workbench.session.setWatched(this, {});
        return explainEmpty();
    }
    if (!m_workbench.session.data().loaded(run->dataset)) {
        explainEmpty();
        if (isVisible())
            m_workbench.session.data().want(run->dataset);
        return;
    }
    chooseRows();
}

void Reconstructions::chooseRows()
{
    const engine::Run* run = m_workbench.currentRun();
    const engine::Dataset* data = run ? m_workbench.session.data().loaded(run->dataset) : nullptr;
    if (!data || !m_nodes)
        return;
    if (m_order->currentIndex() == WorstFirst && job()) {
        const quint64 round = ++*m_round;
        const auto keepOn = [now = m_round, round] { return *now == round; };
        background(
            this,
            [job = *job(), keepOn] {
                return std::pair(worstRows(job, Part::Test, shown, keepOn),
                                 worstRows(job, Part::Train, shown, keepOn));
            },
            [this, round](const auto& rows) {
                if (round != *m_round || !rows.first || !rows.second)
                    return;
                m_probes = {{Part::Test, *rows.first}, {Part::Train, *rows.second}};
                m_workbench.session.setProbes(this, m_probes);
                askForRebuilt();
            });
        return;
    }
    for (engine::Probe& probe : m_probes) {
        const bool shuffled = m_order->currentIndex() == Shuffled;
        probe.rows =
            engine::epochOrder(*data, probe.part, shuffled, engine::RandomKey{m_shuffle}).list(0, shown);
    }
    m_workbench.session.setProbes(this, m_probes);
    m_workbench.session.setWatched(
        this, m_nodes->noise ? std::vector{m_nodes->noise} : std::vector<engine::NodeId>());
    askForRebuilt();
}

void Reconstructions::askForRebuilt()
{
    if (!job())
        return;
    m_again = m_busy;
    if (m_busy)
        return;
    m_busy = true;
    background(
        this, [job = *job(), probes = m_probes] { return rebuild(job, probes); },
        [this, round = m_round->load()](const engine::Result<std::vector<Rebuilt>>& parts) {
            m_busy = false;
            if (round == *m_round && parts)
                showParts(*parts);
            if (m_again)
                askForRebuilt();
        });
}

void Reconstructions::showLive(const engine::Snapshot& snapshot)
{
    const engine::Run* run = m_workbench.currentRun();
    if (!isVisible() || !run || run->id != m_workbench.session.runId() || !m_nodes || m_noise->value() > 0)
        return;
    const engine::Dataset* data = m_workbench.session.data().loaded(run->dataset);
    std::vector<Rebuilt> parts;
    for (const engine::Probe& probe : m_probes) {
        const int index = probeIndex(snapshot, probe);
        if (index < 0 || !data)
            return;
        const auto at = static_cast<std::size_t>(index);
        const auto prediction = snapshot.predictions[at].find(m_nodes->output);
        if (prediction == snapshot.predictions[at].end())
            return;
        Rebuilt part{.part = probe.part, .rows = probe.rows, .rebuilt = prediction->second};
        std::vector<std::string> columns{m_nodes->column};
        const bool labelled =
            data->column("label") && data->column("label")->signal.type == engine::ElementType::Int32;
        if (labelled)
            columns.emplace_back("label");
        const engine::Batch batch = engine::gather(*data, columns, probe.rows);
        part.original = batch.at(m_nodes->column);
        if (labelled)
            part.labels.assign(batch.at("label").idValues().begin(), batch.at("label").idValues().end());
        if (const auto noisy = snapshot.activations[at].find(m_nodes->noise);
            noisy != snapshot.activations[at].end())
            part.noisy = noisy->second;
        parts.push_back(std::move(part));
    }
    showParts(parts);
}

widgets::ImageSection Reconstructions::section(const Rebuilt& part) const
{
    widgets::ImageSection section;
    const engine::Run* run = m_workbench.currentRun();
    const engine::Dataset* data = run ? m_workbench.session.data().loaded(run->dataset) : nullptr;
    const QStringList orders{tr("in order"), tr("largest error first"), tr("shuffled")};
    section.title = part.part == Part::Test ? tr("Test part") : tr("Training part");
    section.caption =
        tr("%1 of %2, %3")
            .arg(grouped(static_cast<qint64>(part.rows.size())), grouped(data ? data->size(part.part) : 0),
                 orders.value(m_order->currentIndex()));
    widgets::ImageRow original{tr("Original"), {}}, noisy{tr("Noisy"), {}}, rebuilt{tr("Rebuilt"), {}};
    section.errorName = tr("Error");
    const engine::Column* labels = data ? data->column("label") : nullptr;
    for (int i = 0; i < static_cast<int>(part.rows.size()); ++i) {
        original.images.append(picture(part.original, i, m_nodes->picture));
        if (!part.noisy.empty())
            noisy.images.append(picture(part.noisy, i, m_nodes->picture));
        rebuilt.images.append(picture(part.rebuilt, i, m_nodes->picture));
        section.errors.append(QString::number(errorOf(part, i), 'f', 4));
        if (!part.labels.empty()) {
            const auto label = static_cast<std::size_t>(part.labels[static_cast<std::size_t>(i)]);
            section.labels.append(labels && label < labels->classes.size() ? text(labels->classes[label])
                                                                           : QString::number(label));
        }
    }
    section.rows.append(original);
    if (!noisy.images.isEmpty())
        section.rows.append(noisy);
    section.rows.append(rebuilt);
    return section;
}

void Reconstructions::showParts(const std::vector<Rebuilt>& parts)
{
    if (!m_nodes)
        return;
    m_parts = parts;
    QList<widgets::ImageSection> sections;
    for (const Rebuilt& part : parts)
        if (!part.rows.empty())
            sections.append(section(part));
    m_grid->setSections(sections);
    showContent();
}

void Reconstructions::showDifference(int section, int column)
{
    if (!m_nodes || section >= static_cast<int>(m_parts.size()))
        return;
    const Rebuilt& part = m_parts[static_cast<std::size_t>(section)];
    m_workbench.selection.setSample({part.part, part.rows[static_cast<std::size_t>(column)]});
    openDifference(this, picture(part.original, column, m_nodes->picture),
                   picture(part.rebuilt, column, m_nodes->picture), errorOf(part, column));
}

void Reconstructions::save()
{
    exportPicture(this, m_workbench.log, "reconstructions.png",
                  [this] { return pictureOf(*m_grid->viewport()); });
}

} // namespace

Panel reconstructions()
{
    return {.id = "reconstructions",
            .title = [] { return Reconstructions::tr("Reconstructions"); },
            .place = Panel::Place::Lower,
            .order = 20,
            .shortcut = QKeySequence("Alt+2"),
            .create = [](const Workbench& w, QWidget* parent) { return new Reconstructions(w, parent); },
            .suits =
                [](const engine::Project& project, const engine::Analysis& analysis) {
                    return rebuildNodes(project.graph, analysis, engine::columnsOf(project)).has_value();
                }};
}

} // namespace app::panels

#include "reconstructions.moc"
