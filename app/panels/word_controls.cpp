#include "app/panels/word_controls.h"

#include "widgets/elided_label.h"
#include "widgets/flow_row.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace app::panels {

namespace {

constexpr int fewest = 3, most = 10;

} // namespace

WordControls::WordControls(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 4);
    layout->setSpacing(8);
    buildTools();
    buildAnalogy();
    setCount(5);
    setEmbeddings({}, 0);
    retranslate();
}

QWidget* WordControls::together(const QList<QWidget*>& widgets) const
{
    auto* all = new QWidget;
    auto* row = new QHBoxLayout(all);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (QWidget* widget : widgets)
        row->addWidget(widget);
    return all;
}

void WordControls::buildTools()
{
    m_wordLabel = new QLabel;
    m_word = new widgets::WordEntry(widgets::WordEntry::Words::One);
    m_add = new QPushButton(widgets::icon("plus"), {});
    m_usual = new QPushButton;
    m_countLabel = new QLabel;
    m_count = new QSpinBox;
    m_count->setRange(fewest, most);
    m_embeddingLabel = new QLabel;
    m_embedding = new QComboBox;
    m_copy = new QPushButton(widgets::icon("copy"), {});
    m_export = new QPushButton(widgets::icon("export"), {});
    m_wordLabel->setBuddy(m_word);
    m_countLabel->setBuddy(m_count);
    m_embeddingLabel->setBuddy(m_embedding);
    m_word->setList(&m_list);
    m_word->setMinimumWidth(110);
    for (QLabel* label : {m_wordLabel, m_countLabel, m_embeddingLabel})
        label->setProperty("role", "second");
    m_embeddingGroup = together({m_embeddingLabel, m_embedding});
    auto* row = new widgets::FlowRow;
    for (QWidget* widget : {together({m_wordLabel, m_word, m_add}), static_cast<QWidget*>(m_usual),
                            together({m_countLabel, m_count}), m_embeddingGroup,
                            static_cast<QWidget*>(m_copy), static_cast<QWidget*>(m_export)})
        row->addWidget(widget);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_word, &widgets::WordEntry::entered, this, &WordControls::addWord);
    connect(m_add, &QPushButton::clicked, this, &WordControls::addWord);
    connect(m_usual, &QPushButton::clicked, this, &WordControls::othersWished);
    connect(m_count, &QSpinBox::valueChanged, this, &WordControls::edited);
    connect(m_embedding, &QComboBox::activated, this, &WordControls::edited);
    connect(m_copy, &QPushButton::clicked, this, &WordControls::copyWished);
    connect(m_export, &QPushButton::clicked, this, &WordControls::exportWished);
}

void WordControls::buildAnalogy()
{
    m_analogyLabel = new QLabel;
    m_analogy = new widgets::WordEntry(widgets::WordEntry::Words::Several);
    m_answer = new widgets::ElidedLabel;
    m_analogyLabel->setProperty("role", "second");
    m_analogyLabel->setBuddy(m_analogy);
    m_analogy->setList(&m_list);
    m_analogy->setMinimumWidth(160);
    m_analogy->setMaximumWidth(320);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_analogyLabel);
    row->addWidget(m_analogy, 1);
    row->addWidget(m_answer, 2);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_analogy, &widgets::WordEntry::entered, this, &WordControls::analogyEdited);
    connect(m_analogy, &QLineEdit::editingFinished, this, &WordControls::analogyEdited);
}

void WordControls::addWord()
{
    if (const QString word = m_word->text().trimmed(); !word.isEmpty())
        emit wordEntered(word);
}

void WordControls::setWords(const QStringList& words)
{
    m_list.setStringList(words);
}

void WordControls::setEmbeddings(const QStringList& names, int current)
{
    m_embedding->clear();
    m_embedding->addItems(names);
    m_embedding->setCurrentIndex(current);
    m_embeddingGroup->setVisible(names.size() > 1);
}

int WordControls::embedding() const
{
    return m_embedding->currentIndex();
}

int WordControls::count() const
{
    return m_count->value();
}

void WordControls::setCount(int count)
{
    const QSignalBlocker quiet(m_count);
    m_count->setValue(count);
}

void WordControls::setAnalogyAnswer(const QString& answer)
{
    m_answer->setText(answer.isEmpty() ? QString() : tr("= %1").arg(answer));
}

void WordControls::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void WordControls::retranslate()
{
    m_wordLabel->setText(tr("Word"));
    m_word->setToolTip(tr("A word of the text whose neighbours to show"));
    m_add->setText(tr("Add"));
    m_add->setToolTip(tr("Show the neighbours of this word, too"));
    m_usual->setText(tr("Usual words"));
    m_usual->setToolTip(
        tr("Back to the words that the panel chooses: one of each class, or from frequent to rare"));
    m_countLabel->setText(tr("Neighbours"));
    m_count->setToolTip(tr("How many of the nearest words to show for each"));
    m_embeddingLabel->setText(tr("Vectors of"));
    m_embedding->setToolTip(tr("The Embedding whose vectors are compared"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy all neighbours as a table"));
    m_export->setText(tr("Export"));
    m_export->setToolTip(tr("Write all neighbours to a file, with tabs between"));
    m_analogyLabel->setText(tr("Analogy"));
    m_analogy->setPlaceholderText(tr("a - b + c"));
    m_analogy->setToolTip(
        tr("Adds and takes away the vectors of words, and shows the words nearest to what comes out"));
}

} // namespace app::panels
