// Predictions: the confusion matrix, and the pictures behind each of its cells.
#include "app/background.h"
#include "app/panels/drawn_picture.h"
#include "app/panels/panel_frame.h"
#include "app/panels/picture_answer.h"
#include "app/panels/picture_card.h"
#include "app/panels/rebuild.h"
#include "app/panels/visible_token.h"

#include "engine/graph/output_checks.h"
#include "engine/training/generation.h"

#include "widgets/confusion_matrix.h"
#include "widgets/elided_label.h"
#include "widgets/image_grid.h"
#include "widgets/segmented_switch.h"

#include <QComboBox>
#include <QScrollArea>
#include <QSplitter>

#include <algorithm>
#include <atomic>

namespace app::panels {

namespace {

using Part = engine::Dataset::Part;
constexpr int mostPictures = 60;
constexpr std::size_t mostClasses = 100; // of more, a table of all pairs tells nothing
constexpr int cardWidth = 240;

// What the network sorts, and how its input can be shown.
struct Classes {
    std::string pictureColumn; // empty: the input is no picture
    engine::Shape picture;
};

// Nothing where no Output sorts into classes.
std::optional<Classes> classesOf(const engine::Graph& graph, const engine::Analysis& analysis,
                                 const std::vector<engine::ColumnDescription>& columns)
{
    const bool sorts = std::ranges::any_of(analysis.outputs, [&](engine::NodeId id) {
        const engine::ColumnDescription* column = columnOf(*graph.node(id), columns);
        const engine::LossType* loss = engine::lossOf(*graph.node(id));
        return column && loss && !loss->parameters && column->signal.type == engine::ElementType::Int32 &&
            column->classes.size() <= mostClasses && analysis.nodes.at(id).known &&
            analysis.nodes.at(id).inputs[0].shape.rank() == 1 && analysis.nodes.at(id).inputs[0].shape[0] > 1;
    });
    if (!sorts)
        return std::nullopt;
    Classes classes;
    for (engine::NodeId id : analysis.inputs)
        if (const engine::ColumnDescription* column = columnOf(*graph.node(id), columns))
            if (const auto shape = pictureShape(column->signal, columns))
                classes = {column->name, *shape};
    return classes;
}

class Predictions final : public PanelFrame {
    Q_OBJECT
public:
    Predictions(const Workbench& workbench, QWidget* parent);
    ~Predictions() override { *m_wanted = false; }

protected:
    void retranslate() override;
    void refresh() override;

private:
    void evaluate(const engine::Run& run, const engine::Dataset& data);
    void showResult(const engine::Evaluation& result);
    void showPictures();
    void chooseSamples();
    void showSelected();
    void divide(int matrix, int card); // the splitter, by widths
    void askOfSelected();
    void explainEmpty();
    Part part() const { return static_cast<Part>(m_part->currentIndex()); }
    QString nameOf(int index) const
    {
        return visibleToken(utf8(className(m_result.confusion->names, index)));
    }
    QImage pictureOf(std::size_t sample) const;

    QComboBox* m_part;
    widgets::SegmentedSwitch* m_show;
    widgets::ElidedLabel* m_title;
    QSplitter* m_splitter; // matrix, pictures, the selected one
    widgets::ConfusionMatrix* m_matrix;
    widgets::ImageGrid* m_pictures;
    PictureCard* m_card;

    std::optional<Classes> m_classes;
    std::vector<engine::ColumnDescription> m_columns;
    std::shared_ptr<const engine::Checkpoint> m_evaluated; // whose result is shown
    Part m_evaluatedPart = Part::Test;
    engine::Evaluation m_result;
    engine::Dataset m_data;
    int m_truth = -1, m_predicted = -1;
    std::vector<std::size_t> m_samples; // of the part, as shown in the grid
    std::optional<std::size_t> m_selected; // one of the part
    bool m_busy = false;
    // Told to a test that still runs: the program would wait for it when the window closes.
    std::shared_ptr<std::atomic<bool>> m_wanted = std::make_shared<std::atomic<bool>>(true);
};

Predictions::Predictions(const Workbench& workbench, QWidget* parent) : PanelFrame(workbench, parent)
{
    m_part = new QComboBox;
    m_show = new widgets::SegmentedSwitch;
    m_title = new widgets::ElidedLabel;
    m_matrix = new widgets::ConfusionMatrix;
    m_pictures = new widgets::ImageGrid;
    m_card = new PictureCard;
    m_card->hide();

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_matrix);
    m_splitter = new QSplitter;
    for (QWidget* part : std::initializer_list<QWidget*>{scroll, m_pictures, m_card})
        m_splitter->addWidget(part);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    tools()->addWidget(m_part);
    tools()->addWidget(m_title, 1);
    tools()->addWidget(m_show);
    setContent(m_splitter);

    connect(&emptyState(), &widgets::EmptyState::buttonPressed, &workbench.wishes, &Wishes::train);
    connect(m_part, &QComboBox::activated, this, &Predictions::refresh);
    connect(m_show, &widgets::SegmentedSwitch::chosen, this,
            [this](int index) { m_matrix->setShow(static_cast<widgets::ConfusionMatrix::Show>(index)); });
    connect(m_matrix, &widgets::ConfusionMatrix::cellSelected, this, [this](int truth, int predicted) {
        m_truth = truth;
        m_predicted = predicted;
        showPictures();
    });
    connect(m_pictures, &widgets::ImageGrid::tileClicked, this, [this](int, int, int column) {
        m_selected = m_samples[static_cast<std::size_t>(column)];
        m_workbench.selection.setSample({m_evaluatedPart, m_data.rows(m_evaluatedPart)[*m_selected]});
        showSelected();
    });
    connect(&workbench.network, &LiveNetwork::weightsChanged, this, &Predictions::askOfSelected);
    connect(&workbench.document, &Document::runsChanged, this, &Predictions::refresh);
    connect(&workbench.document, &Document::changed, this, &Predictions::explainEmpty);
    connect(&workbench.session, &Session::stateChanged, this, &Predictions::explainEmpty);
    connect(&workbench.session, &Session::epochsArrived, this, &Predictions::refresh);
    followRun();
    retranslate();
    refresh();
}

void Predictions::retranslate()
{
    const int part = m_part->count() ? m_part->currentIndex() : static_cast<int>(Part::Test);
    m_part->clear();
    m_part->addItems({tr("Training part"), tr("Validation part"), tr("Test part")});
    m_part->setCurrentIndex(part);
    m_show->setTitles({tr("Counts"), tr("Rates")});
    m_matrix->setAxisTitles(tr("true class"), tr("predicted class"));
    explainEmpty();
    if (m_evaluated)
        showResult(m_result);
}

void Predictions::explainEmpty()
{
    if (m_evaluated)
        return;
    const bool sorts = classesOf(m_workbench.document.graph(), m_workbench.document.analysis(),
                                 m_workbench.document.columns())
                           .has_value();
    const engine::Run* run = m_workbench.currentRun();
    if (sorts && run && run->last)
        emptyState().setContent("table", tr("The network is being tested on the data."));
    else if (sorts && m_workbench.session.isActive())
        emptyState().setContent("table", tr("What the network gets wrong appears after the first epoch."));
    else if (sorts)
        emptyState().setContent("table", tr("Train the network to see what it gets wrong."), tr("Train"));
    else if (engine::textOutput(m_workbench.document.graph(), m_workbench.document.analysis(),
                                m_workbench.document.columns()))
        emptyState().setContent(
            "table",
            tr("This network chooses among too many words for a table; see what it writes in Text."));
    else
        emptyState().setContent("table",
                                tr("This network does not sort into classes; an Output that compares with "
                                   "labels is needed."));
    showEmpty();
}

void Predictions::refresh()
{
    const engine::Run* run = m_workbench.currentRun();
    if (!run || !run->last) {
        m_evaluated.reset();
        return explainEmpty();
    }
    if (!isVisible() || m_busy || (run->last == m_evaluated && part() == m_evaluatedPart))
        return;
    m_columns = engine::columnsOf(run->dataset);
    m_classes = classesOf(run->graph, engine::analyse(run->graph, m_columns), m_columns);
    if (!m_classes) {
        m_evaluated.reset();
        return explainEmpty();
    }
    explainEmpty(); // reading and testing can take a while
    if (const engine::Dataset* data = m_workbench.session.data().loaded(run->dataset))
        evaluate(*run, *data);
    else
        m_workbench.session.data().want(run->dataset);
}

void Predictions::evaluate(const engine::Run& run, const engine::Dataset& data)
{
    m_busy = true;
    const auto work = [graph = run.graph, columns = m_columns, data, weights = run.last, part = part(),
                       wanted = m_wanted] {
        auto network = engine::Network::build(graph, columns, {.seed = 1});
        if (!network)
            return engine::Result<engine::Evaluation>(network.problem());
        if (auto set = (*network)->setWeights(weights->weights); !set)
            return engine::Result<engine::Evaluation>(set.problem());
        return engine::Result<engine::Evaluation>(
            engine::evaluate(**network, data, part, 500, [wanted](double) { return wanted->load(); }));
    };
    background(this, work,
               [this, data, weights = run.last, part = part()](engine::Result<engine::Evaluation> result) {
                   m_busy = false;
                   if (part != m_evaluatedPart || data.columns != m_data.columns)
                       m_selected.reset(); // its number means another picture now
                   m_data = data;
                   m_evaluated = weights;
                   m_evaluatedPart = part;
                   if (result)
                       showResult(*result);
                   else
                       emptyState().setContent("error", sentence(result.problem()));
                   refresh(); // the next epoch may be over by now
               });
}

void Predictions::showResult(const engine::Evaluation& result)
{
    m_result = result;
    if (!result.confusion)
        return explainEmpty();
    widgets::ConfusionCounts counts;
    for (int i = 0; i < result.confusion->classes; ++i)
        counts.classes << nameOf(i);
    counts.counts = QVector<qint64>(result.confusion->counts.begin(), result.confusion->counts.end());
    const bool otherClasses = counts.classes != m_matrix->counts().classes;
    m_matrix->setCounts(counts);
    m_title->setText(m_matrix->title());
    showContent();
    if (otherClasses)
        divide(m_matrix->widthFor(m_splitter->height()) + 2, 0);
    showPictures();
}

// Those of the chosen cell, else all mistakes, the surest first.
void Predictions::chooseSamples()
{
    const bool all = m_truth < 0;
    m_samples.clear();
    for (std::size_t i = 0; i < m_result.truth.size(); ++i)
        if (all ? m_result.truth[i] != m_result.predicted[i]
                : m_result.truth[i] == m_truth && m_result.predicted[i] == m_predicted)
            m_samples.push_back(i);
    std::ranges::stable_sort(m_samples, std::greater<>(),
                             [this](std::size_t i) { return m_result.confidence[i]; });
}

QImage Predictions::pictureOf(std::size_t sample) const
{
    const std::vector<std::int32_t> rows{m_data.rows(m_evaluatedPart)[sample]};
    const std::vector<std::string> columns{m_classes->pictureColumn};
    return picture(engine::gather(m_data, columns, rows).at(m_classes->pictureColumn), 0, m_classes->picture);
}

void Predictions::showPictures()
{
    const bool has = !m_classes->pictureColumn.empty() && m_result.confusion;
    m_pictures->setVisible(has);
    if (!has)
        return m_card->hide();
    chooseSamples();
    const std::size_t total = m_samples.size();
    m_samples.resize(std::min<std::size_t>(total, mostPictures));

    widgets::ImageSection section;
    section.title = m_truth < 0  ? tr("Top mistakes")
        : m_truth == m_predicted ? tr("%1, recognised").arg(nameOf(m_truth))
                                 : tr("%1, taken for %2").arg(nameOf(m_truth), nameOf(m_predicted));
    section.caption =
        tr("%1 of %2, the surest first")
            .arg(grouped(static_cast<qint64>(m_samples.size())), grouped(static_cast<qint64>(total)));
    section.errorName = tr("Sure");
    widgets::ImageRow row;
    for (const std::size_t i : m_samples) {
        const QString truth = nameOf(m_result.truth[i]), predicted = nameOf(m_result.predicted[i]);
        row.images.append(pictureOf(i));
        section.labels.append(truth == predicted ? truth : QString("%1 → %2").arg(truth, predicted));
        section.errors.append(percent(m_result.confidence[i], 0));
    }
    section.rows.append(row);
    m_pictures->setSections({section});
    showSelected();
}

void Predictions::divide(int matrix, int card)
{
    m_splitter->setSizes({matrix, std::max(0, m_splitter->width() - matrix - card), card});
}

void Predictions::showSelected()
{
    if (!m_selected || *m_selected >= m_result.truth.size()) {
        m_selected.reset();
        return m_card->hide();
    }
    const QStringList places{tr("training picture %1"), tr("validation picture %1"), tr("test picture %1")};
    m_card->setPicture(
        pictureOf(*m_selected),
        places[static_cast<int>(m_evaluatedPart)].arg(grouped(static_cast<qint64>(*m_selected + 1))),
        m_result.truth[*m_selected], m_result.confusion->names);
    if (m_card->isHidden()) {
        m_card->setChances({});
        m_card->show();
        divide(m_splitter->sizes().first(), cardWidth);
    }
    askOfSelected();
}

// The network as it is now may have changed its mind since it was evaluated; then the card says so.
void Predictions::askOfSelected()
{
    const auto plan = m_workbench.network.plan();
    if (!isVisible() || m_card->isHidden() || !plan || !m_selected)
        return;
    const auto reader = pictureReader(plan->graph, plan->analysis, plan->columns);
    const auto sorts = [](const PictureReader::Output& output) { return output.picture.empty(); };
    if (!reader || std::ranges::none_of(reader->outputs, sorts))
        return;
    const auto at = std::ranges::find_if(reader->outputs, sorts) - reader->outputs.begin();
    m_workbench.network.ask(
        m_card,
        [reader = *reader, at,
         values = pictureValues(pictureOf(*m_selected), reader->picture)](engine::Network& network) {
            return answer(network, reader, values)[static_cast<std::size_t>(at)];
        },
        [this, asked = *m_selected](const Said& said) {
            if (m_selected == asked)
                m_card->setChances(said.chances);
        });
}

} // namespace

Panel predictions()
{
    return {.id = "predictions",
            .title = [] { return Predictions::tr("Predictions"); },
            .place = Panel::Place::Lower,
            .order = 30,
            .shortcut = QKeySequence("Alt+3"),
            .create = [](const Workbench& w, QWidget* parent) { return new Predictions(w, parent); },
            .suits =
                [](const engine::Project& project, const engine::Analysis& analysis) {
                    return classesOf(project.graph, analysis, engine::columnsOf(project)).has_value();
                }};
}

} // namespace app::panels

#include "predictions.moc"
