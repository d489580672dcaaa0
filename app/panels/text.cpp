// Text: what the network writes on from a prompt, again and again while it learns.
#include "app/text.h"

#include "app/panels/panel_frame.h"
#include "app/panels/text_controls.h"
#include "app/panels/text_pieces.h"

#include "widgets/problem_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <cmath>

namespace app::panels {

namespace {

class TextPanel final : public PanelFrame {
    Q_OBJECT
public:
    TextPanel(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;

private:
    QWidget* buildContent();
    void explainEmpty();
    void takeText(const std::shared_ptr<const engine::TextWindows>& text);
    void takePlan(const std::shared_ptr<const LiveNetwork::Plan>& plan);
    void beginAt(std::int64_t token);
    void beginAnywhere();
    std::optional<std::vector<std::int32_t>> readPrompt();
    void generate();
    void write();
    void writeWhenDue();
    void restore();
    void keep();

    TextControls* m_controls;
    widgets::ProblemLabel* m_problem;
    TextPieces* m_pieces;
    TextWriter* m_writer;

    std::shared_ptr<const LiveNetwork::Plan> m_plan; // whose writing is shown
    std::optional<engine::TextOutput> m_output;
    std::shared_ptr<const engine::TextWindows> m_windows;
    std::vector<std::int32_t> m_prompt; // taken last: what is typed now may be half a word
    bool m_ownPrompt = false; // the user chose it
};

TextPanel::TextPanel(const Workbench& workbench, QWidget* parent)
    : PanelFrame(workbench, parent), m_writer(new TextWriter(workbench.network, this))
{
    setContent(buildContent());
    connect(&emptyState(), &widgets::EmptyState::buttonPressed, this, [this] {
        const Document& document = m_workbench.document;
        if (engine::textOutput(document.graph(), document.analysis(), document.columns()))
            emit m_workbench.wishes.train();
        else
            emit m_workbench.wishes.chooseData();
    });
    connect(m_writer, &TextWriter::written, m_pieces, &TextPieces::add);
    connect(&workbench.network, &LiveNetwork::changed, this, &TextPanel::refresh);
    connect(&workbench.network, &LiveNetwork::weightsChanged, this, &TextPanel::refresh);
    connect(&workbench.document, &Document::changed, this, [this] { explainEmpty(); });
    connect(&workbench.document, &Document::opened, this, &TextPanel::restore);
    followRun();
    retranslate();
    restore();
}

QWidget* TextPanel::buildContent()
{
    m_controls = new TextControls;
    m_problem = new widgets::ProblemLabel;
    m_pieces = new TextPieces(this);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* problem = new QHBoxLayout;
    problem->setContentsMargins(12, 0, 12, 0);
    problem->addWidget(m_problem);
    layout->addWidget(m_controls);
    layout->addLayout(problem);
    layout->addWidget(m_pieces, 1);
    m_problem->clear();

    connect(m_controls, &TextControls::firstWished, this, [this] { beginAt(0); });
    connect(m_controls, &TextControls::randomWished, this, &TextPanel::beginAnywhere);
    connect(m_controls, &TextControls::writeWished, this, &TextPanel::generate);
    connect(m_controls, &TextControls::copyWished, this,
            [this] { QGuiApplication::clipboard()->setText(m_pieces->written()); });
    connect(m_controls, &TextControls::promptEdited, this, [this] { m_ownPrompt = true; });
    connect(m_controls, &TextControls::edited, this, &TextPanel::keep);
    return page;
}

void TextPanel::retranslate()
{
    explainEmpty();
}

void TextPanel::explainEmpty()
{
    if (m_windows && m_workbench.network.hasWeights())
        return showContent();
    const Document& document = m_workbench.document;
    if (!m_output && !engine::textOutput(document.graph(), document.analysis(), document.columns()))
        emptyState().setContent("text", tr("This network does not read text."), tr("Choose data"));
    else if (m_workbench.session.isActive())
        emptyState().setContent("text", tr("What the network writes appears while it trains."));
    else if (m_workbench.network.hasWeights())
        emptyState().setContent("text", tr("The text is being read."));
    else
        emptyState().setContent("text", tr("Train the network to see what it writes."), tr("Train"));
    showEmpty();
}

void TextPanel::refresh()
{
    takePlan(m_workbench.network.plan());
    const engine::Dataset* data =
        m_plan && m_output ? m_workbench.session.data().loaded(m_plan->dataset) : nullptr;
    if (data && data->text)
        takeText(data->text);
    else if (m_plan && m_output && isVisible())
        m_workbench.session.data().want(m_plan->dataset);
    explainEmpty();
    writeWhenDue();
}

void TextPanel::takePlan(const std::shared_ptr<const LiveNetwork::Plan>& plan)
{
    if (plan == m_plan)
        return;
    m_writer->leaveOff();
    m_plan = plan;
    m_output = plan ? engine::textOutput(plan->graph, plan->analysis, plan->columns) : std::nullopt;
    m_windows.reset();
    m_pieces->setText(nullptr);
}

void TextPanel::takeText(const std::shared_ptr<const engine::TextWindows>& text)
{
    if (text == m_windows)
        return;
    m_windows = text;
    m_pieces->setText(text);
    m_controls->setUnit(text->unit);
    if (const auto prompt = text->read(utf8(m_controls->values().prompt)); m_ownPrompt && prompt)
        m_prompt = prompt->ids;
    else
        beginAt(0);
}

void TextPanel::beginAt(std::int64_t token)
{
    if (!m_windows)
        return;
    const auto window = m_windows->tokens.values().subspan(static_cast<std::size_t>(token),
                                                           static_cast<std::size_t>(m_windows->length));
    m_prompt.assign(window.begin(), window.end());
    std::vector<std::string> words;
    for (const std::int32_t id : m_prompt)
        words.push_back(m_windows->vocabulary.word(id));
    m_controls->setPrompt(app::text(engine::joined(words, m_windows->unit)));
    m_problem->clear();
    m_ownPrompt = token != 0;
    keep();
}

void TextPanel::beginAnywhere()
{
    if (!m_windows)
        return;
    const auto places = static_cast<qint64>(m_windows->tokens.values().size()) - m_windows->length;
    beginAt(QRandomGenerator::global()->bounded(std::max<qint64>(1, places)));
}

// What is in the prompt, as ids; what is wrong with it is said, and nothing comes back.
std::optional<std::vector<std::int32_t>> TextPanel::readPrompt()
{
    using Severity = widgets::ProblemLabel::Severity;
    auto prompt = m_windows->read(utf8(m_controls->values().prompt));
    m_problem->clear();
    if (!prompt) {
        m_problem->setProblem(Severity::Error, sentence(prompt.problem()));
        return std::nullopt;
    }
    if (prompt->ids.empty()) {
        m_problem->setProblem(Severity::Error,
                              tr("The prompt is empty; write something for the network to go on from."));
        return std::nullopt;
    }
    if (!prompt->unknown.empty())
        m_problem->setProblem(
            Severity::Info,
            tr("The text has no word “%1”; it counts as <unk>.").arg(app::text(prompt->unknown.front())));
    return std::move(prompt->ids);
}

void TextPanel::generate()
{
    if (!m_windows)
        return;
    if (auto prompt = readPrompt()) {
        m_prompt = *std::move(prompt);
        write();
    }
}

void TextPanel::write()
{
    const TextControls::Values values = m_controls->values();
    engine::WritingWish wish{m_prompt, values.length};
    wish.sampling = {values.temperature, values.topK, values.topP};
    wish.seed = values.seed;
    m_writer->write(m_windows, *m_output, wish);
}

// Every so many epochs; a piece that takes longer is waited for.
void TextPanel::writeWhenDue()
{
    const bool has = m_workbench.network.hasWeights() || m_workbench.session.isActive(); // or will have
    if (!isVisible() || !m_windows || !has || m_writer->isWriting())
        return;
    const double every = m_controls->values().every, epoch = m_workbench.network.epoch();
    const bool ended = !m_workbench.session.isActive();
    if (m_pieces->isEmpty() || std::floor(epoch / every) > std::floor(m_pieces->newestEpoch() / every) ||
        (ended && epoch > m_pieces->newestEpoch()))
        write();
}

// What a project remembers of the panel.
void TextPanel::restore()
{
    const QJsonObject kept =
        QJsonDocument::fromJson(m_workbench.document.panelState(QStringLiteral("text"))).object();
    TextControls::Values values;
    values.length = kept["length"].toInt(values.length);
    values.temperature = kept["temperature"].toDouble(values.temperature);
    values.topK = kept["top_k"].toInt(values.topK);
    values.topP = kept["top_p"].toDouble(values.topP);
    values.seed = kept["seed"].toInt(values.seed);
    values.every = kept["every"].toInt(values.every);
    values.prompt = kept["prompt"].toString();
    m_ownPrompt = !values.prompt.isEmpty();
    m_controls->setValues(values);
    m_windows.reset(); // the prompt is read anew
    refresh();
}

void TextPanel::keep()
{
    const TextControls::Values values = m_controls->values();
    const QJsonObject kept{{"length", values.length},
                           {"temperature", values.temperature},
                           {"top_k", values.topK},
                           {"top_p", values.topP},
                           {"seed", values.seed},
                           {"every", values.every},
                           {"prompt", m_ownPrompt ? values.prompt : QString()}};
    m_workbench.document.setPanelState(QStringLiteral("text"), QJsonDocument(kept).toJson());
}

} // namespace

Panel text()
{
    return {
        .id = "text",
        .title = [] { return TextPanel::tr("Text"); },
        .place = Panel::Place::Lower,
        .order = 28, // before the predictions, which suit networks of few characters, too
        .shortcut = QKeySequence("Alt+W"),
        .create = [](const Workbench& w, QWidget* parent) { return new TextPanel(w, parent); },
        .suits =
            [](const engine::Project& project, const engine::Analysis& analysis) {
                return engine::textOutput(project.graph, analysis, engine::columnsOf(project)).has_value();
            }};
}

} // namespace app::panels

#include "text.moc"
