// Words: the nearest neighbours of chosen words, and analogies, again and again while the network learns.
#include "app/panels/panel_frame.h"
#include "app/panels/word_cards.h"
#include "app/panels/word_controls.h"
#include "app/panels/word_finder.h"
#include "app/text.h"

#include "widgets/elided_label.h"
#include "widgets/problem_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace app::panels {

namespace {

constexpr int usualWords = 8, mostWords = 60;

class Words final : public PanelFrame {
    Q_OBJECT
public:
    Words(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;

private:
    QWidget* buildContent();
    void connectControls();
    void explainEmpty();
    void takeNetwork();
    void takeText();
    void readAnalogy();
    void setWords(std::vector<std::int32_t> words);
    void addWord(std::int32_t id);
    void enterWord(const QString& word);
    void showFinds();
    void restore();
    void keep();

    WordControls* m_controls;
    widgets::ProblemLabel* m_problem;
    widgets::ElidedLabel* m_facts;
    WordCards* m_cards;
    WordFinder* m_finder;
    QStringList m_kept; // the user's words, as the project remembers them; none: the usual ones
    QString m_keptEmbedding;
};

Words::Words(const Workbench& workbench, QWidget* parent)
    : PanelFrame(workbench, parent), m_finder(new WordFinder(workbench, this))
{
    setContent(buildContent());
    connectControls();
    connect(&emptyState(), &widgets::EmptyState::buttonPressed, this, [this] {
        const Document& document = m_workbench.document;
        if (engine::wordEmbeddings(document.graph(), document.analysis(), document.columns()).empty())
            emit m_workbench.wishes.chooseData();
        else
            emit m_workbench.wishes.train();
    });
    connect(m_finder, &WordFinder::networkChanged, this, &Words::takeNetwork);
    connect(m_finder, &WordFinder::textArrived, this, &Words::takeText);
    connect(m_finder, &WordFinder::found, this, &Words::showFinds);
    connect(&workbench.network, &LiveNetwork::changed, this, &Words::refresh);
    connect(&workbench.network, &LiveNetwork::weightsChanged, this, &Words::refresh);
    connect(&workbench.document, &Document::changed, this, [this] { explainEmpty(); });
    connect(&workbench.document, &Document::opened, this, &Words::restore);
    followRun();
    retranslate();
    restore();
}

QWidget* Words::buildContent()
{
    m_controls = new WordControls;
    m_problem = new widgets::ProblemLabel;
    m_facts = new widgets::ElidedLabel;
    m_facts->setProperty("role", "second");
    m_cards = new WordCards;
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* lines = new QVBoxLayout;
    lines->setContentsMargins(12, 0, 12, 4);
    lines->setSpacing(4);
    lines->addWidget(m_problem);
    lines->addWidget(m_facts);
    layout->addWidget(m_controls);
    layout->addLayout(lines);
    layout->addWidget(m_cards, 1);
    m_problem->clear();
    return page;
}

void Words::connectControls()
{
    connect(m_controls, &WordControls::wordEntered, this, &Words::enterWord);
    connect(m_controls, &WordControls::othersWished, this, [this] {
        if (m_finder->text())
            setWords({});
    });
    connect(m_controls, &WordControls::analogyEdited, this, [this] {
        readAnalogy();
        keep();
    });
    connect(m_controls, &WordControls::edited, this, [this] {
        WordWish wish = m_finder->wish();
        wish.count = m_controls->count();
        const auto chosen = static_cast<std::size_t>(m_controls->embedding());
        if (chosen < m_finder->embeddings().size())
            wish.embedding = m_finder->embeddings()[chosen];
        m_finder->setWish(wish);
        keep();
    });
    connect(m_controls, &WordControls::copyWished, this,
            [this] { QGuiApplication::clipboard()->setText(m_cards->table()); });
    connect(m_controls, &WordControls::exportWished, this, [this] { m_cards->save(m_workbench.log); });
    connect(m_cards, &WordCards::wordWished, this, &Words::addWord);
    connect(m_cards, &WordCards::removeWished, this, [this](int place) {
        auto words = m_finder->wish().words;
        words.erase(words.begin() + place);
        setWords(std::move(words));
    });
}

void Words::retranslate()
{
    m_finder->retranslate();
    explainEmpty();
    showFinds();
}

void Words::explainEmpty()
{
    if (m_finder->finds())
        return showContent();
    const Document& document = m_workbench.document;
    const auto isText = [](const engine::ColumnDescription& c) {
        return c.name == "ids" || c.name == "word";
    };
    const bool hasVectors = !m_finder->embeddings().empty() ||
        !engine::wordEmbeddings(document.graph(), document.analysis(), document.columns()).empty();
    if (!hasVectors && std::ranges::none_of(document.columns(), isText))
        emptyState().setContent("text", tr("This network does not read text."), tr("Choose data"));
    else if (!hasVectors)
        emptyState().setContent(
            "text", tr("This network has no word vectors; let an Input of words feed an Embedding."));
    else if (m_workbench.session.isActive())
        emptyState().setContent("text", tr("The nearest words appear while the network trains."));
    else if (m_workbench.network.hasWeights())
        emptyState().setContent("text", tr("The text is being read."));
    else
        emptyState().setContent("text", tr("Train the network to see which words it finds alike."),
                                tr("Train"));
    showEmpty();
}

void Words::refresh()
{
    m_finder->update();
    explainEmpty();
}

void Words::takeNetwork()
{
    const QStringList names = m_finder->embeddingNames();
    const auto chosen = std::max<qsizetype>(0, names.indexOf(m_keptEmbedding));
    m_controls->setEmbeddings(names, static_cast<int>(chosen));
    WordWish wish = m_finder->wish();
    wish.embedding = names.isEmpty() ? 0 : m_finder->embeddings()[static_cast<std::size_t>(chosen)];
    m_finder->setWish(wish);
}

void Words::takeText()
{
    const engine::TextWindows& text = *m_finder->text();
    m_controls->setWords(m_finder->names().all());
    WordWish wish = m_finder->wish();
    wish.words.clear();
    for (const QString& word : std::as_const(m_kept))
        if (const auto id = text.vocabulary.find(utf8(word)); id && !std::ranges::count(wish.words, *id))
            wish.words.push_back(*id);
    if (wish.words.empty())
        wish.words = engine::variedWords(text, usualWords);
    wish.analogy = {};
    m_finder->setWish(wish);
    readAnalogy();
}

// What is wrong with it is said; nothing written is no analogy.
void Words::readAnalogy()
{
    if (!m_finder->text())
        return;
    WordWish wish = m_finder->wish();
    wish.analogy = {};
    m_problem->clear();
    if (const QString written = m_controls->analogy().trimmed(); !written.isEmpty()) {
        auto read = engine::readAnalogy(*m_finder->text(), utf8(written));
        if (read)
            wish.analogy = *std::move(read);
        else
            m_problem->setProblem(widgets::ProblemLabel::Severity::Error, sentence(read.problem()));
    }
    m_finder->setWish(wish);
}

// None: the usual ones.
void Words::setWords(std::vector<std::int32_t> words)
{
    if (words.empty())
        words = engine::variedWords(*m_finder->text(), usualWords);
    WordWish wish = m_finder->wish();
    wish.words = std::move(words);
    m_finder->setWish(wish);
    keep();
}

void Words::addWord(std::int32_t id)
{
    m_problem->clear();
    auto words = m_finder->wish().words;
    if (std::ranges::count(words, id))
        return;
    words.insert(words.begin(), id); // where it is seen
    words.resize(std::min<std::size_t>(words.size(), mostWords));
    setWords(std::move(words));
}

void Words::enterWord(const QString& word)
{
    if (!m_finder->text())
        return;
    const auto id = engine::findWord(*m_finder->text(), utf8(word));
    if (!id)
        return m_problem->setProblem(widgets::ProblemLabel::Severity::Error, sentence(id.problem()));
    m_controls->clearWord();
    addWord(*id);
}

void Words::showFinds()
{
    if (!m_finder->finds())
        return;
    const WordFinds& finds = *m_finder->finds();
    const bool whole = std::abs(finds.epoch - std::round(finds.epoch)) < 0.05;
    QString facts = tr("After epoch %1").arg(QLocale().toString(finds.epoch, 'f', whole ? 0 : 1));
    if (finds.agreement.words > 0)
        facts += tr("; of all %1 words, %2 have a nearest neighbour of their class")
                     .arg(grouped(finds.agreement.words), percent(finds.agreement.nearest));
    m_facts->setText(facts);
    m_controls->setAnalogyAnswer(nearText(finds.analogy, m_finder->names()));
    m_cards->show(finds, m_finder->before(), m_finder->names());
    explainEmpty();
}

// What a project remembers of the panel.
void Words::restore()
{
    const QJsonObject kept =
        QJsonDocument::fromJson(m_workbench.document.panelState(QStringLiteral("words"))).object();
    m_kept.clear();
    for (const QJsonValue& word : kept["words"].toArray())
        m_kept << word.toString();
    m_kept = m_kept.mid(0, mostWords);
    m_keptEmbedding = kept["embedding"].toString();
    m_controls->setCount(kept["count"].toInt(5));
    m_controls->setAnalogy(kept["analogy"].toString());
    WordWish wish = m_finder->wish();
    wish.count = m_controls->count();
    m_finder->setWish(wish);
    m_finder->startAnew();
    explainEmpty();
}

void Words::keep()
{
    if (!m_finder->text())
        return;
    const engine::TextWindows& text = *m_finder->text();
    const std::vector<std::int32_t>& words = m_finder->wish().words;
    m_kept.clear();
    if (words != engine::variedWords(text, usualWords))
        for (const std::int32_t id : words)
            m_kept << app::text(text.vocabulary.word(id));
    m_keptEmbedding = m_finder->embeddingNames().value(m_controls->embedding());
    const QJsonObject kept{{"words", QJsonArray::fromStringList(m_kept)},
                           {"count", m_controls->count()},
                           {"analogy", m_controls->analogy()},
                           {"embedding", m_keptEmbedding}};
    m_workbench.document.setPanelState(QStringLiteral("words"), QJsonDocument(kept).toJson());
}

} // namespace

Panel words()
{
    return {
        .id = "words",
        .title = [] { return Words::tr("Words"); },
        .place = Panel::Place::Lower,
        .order = 29, // behind the text, which is what writers of words are looked at for
        .shortcut = QKeySequence("Alt+N"),
        .create = [](const Workbench& w, QWidget* parent) { return new Words(w, parent); },
        .suits =
            [](const engine::Project& project, const engine::Analysis& analysis) {
                return !engine::wordEmbeddings(project.graph, analysis, engine::columnsOf(project)).empty();
            }};
}

} // namespace app::panels

#include "words.moc"
