#include "app/start_page.h"

#include "app/recent.h"
#include "app/samples.h"

#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/flow_grid.h"
#include "widgets/problem_label.h"
#include "widgets/segmented_switch.h"
#include "widgets/start_card.h"
#include "widgets/theme.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace app {

namespace {

constexpr int sideWidth = 366;

// The kinds of samples, as the switch shows them after "All".
QStringList groups()
{
    return {QStringLiteral("pictures"), QStringLiteral("text"), QStringLiteral("series")};
}

void clear(QVBoxLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

class Logo : public QWidget {
public:
    Logo() { setFixedSize(44, 44); }
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        widgets::drawIcon(painter, rect(), QStringLiteral("layerloom"), widgets::tokens().accent);
    }
};

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), m_name(new QLabel), m_motto(new QLabel), m_recentTitle(new QLabel),
      m_samplesTitle(new QLabel), m_version(new QLabel), m_samplesHint(new widgets::ElidedLabel),
      m_new(new QPushButton), m_open(new QPushButton), m_back(new QPushButton), m_keys(new QPushButton),
      m_recent(new QVBoxLayout), m_lost(new QVBoxLayout), m_groups(new widgets::SegmentedSwitch),
      m_search(new QLineEdit), m_grid(new widgets::FlowGrid), m_none(new widgets::EmptyState)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSide());
    layout->addWidget(makeSamples(), 1);
    connect(m_new, &QPushButton::clicked, this, &StartPage::newWished);
    connect(m_open, &QPushButton::clicked, this, &StartPage::openWished);
    connect(m_back, &QPushButton::clicked, this, &StartPage::backWished);
    connect(m_keys, &QPushButton::clicked, this, &StartPage::keysWished);
    connect(m_search, &QLineEdit::textChanged, this, &StartPage::filter);
    connect(m_groups, &widgets::SegmentedSwitch::chosen, this, &StartPage::filter);
    connect(m_none, &widgets::EmptyState::buttonPressed, this, [this] {
        m_groups->setCurrent(0);
        m_search->clear();
        filter();
    });
    m_back->hide();
    retranslate();
}

QWidget* StartPage::makeSide()
{
    m_name->setFont(widgets::textFont(widgets::TextSize::Display, true));
    m_motto->setFont(widgets::textFont(widgets::TextSize::Caption));
    m_motto->setProperty("role", "second");
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_motto);
    auto* header = new QHBoxLayout;
    header->setSpacing(14);
    header->addWidget(new Logo);
    header->addLayout(words, 1);
    m_new->setProperty("primary", true);
    m_new->setIcon(widgets::icon(QStringLiteral("plus"), &widgets::Tokens::onAccent));
    m_open->setIcon(widgets::icon(QStringLiteral("open")));
    m_back->setIcon(widgets::icon(QStringLiteral("undo")));
    for (QPushButton* button : {m_new, m_open, m_back})
        button->setMinimumHeight(36);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_new, 1);
    buttons->addWidget(m_open, 1);
    m_recentTitle->setFont(widgets::textFont(widgets::TextSize::Body, true));
    m_recent->setSpacing(2);
    m_keys->setFlat(true);
    m_keys->setIcon(widgets::icon(QStringLiteral("keyboard"), &widgets::Tokens::text2));
    m_version->setProperty("role", "second");
    m_version->setFont(widgets::textFont(widgets::TextSize::Caption));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_keys);
    foot->addStretch();
    foot->addWidget(m_version);

    auto* side = new QWidget;
    side->setFixedWidth(sideWidth);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(32, 30, 32, 24);
    layout->setSpacing(8);
    layout->addLayout(header);
    layout->addSpacing(20);
    layout->addLayout(buttons);
    layout->addWidget(m_back);
    layout->addLayout(m_lost);
    layout->addSpacing(20);
    layout->addWidget(m_recentTitle);
    layout->addLayout(m_recent);
    layout->addStretch();
    layout->addLayout(foot);
    return side;
}

QWidget* StartPage::makeSamples()
{
    m_samplesTitle->setFont(widgets::textFont(widgets::TextSize::Heading, true));
    m_samplesHint->setFont(widgets::textFont(widgets::TextSize::Caption));
    m_samplesHint->setProperty("role", "second");
    m_search->addAction(widgets::icon(QStringLiteral("search"), &widgets::Tokens::text2),
                        QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(220);
    auto* header = new QHBoxLayout;
    header->setSpacing(12);
    header->addWidget(m_samplesTitle);
    header->addWidget(m_samplesHint, 1);
    header->addWidget(m_groups);
    header->addWidget(m_search);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(36, 26, 32, 32);
    layout->setSpacing(20);
    layout->addLayout(header);
    layout->addLayout(m_grid);
    layout->addWidget(m_none);
    layout->addStretch();
    m_none->hide();
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    page->setAutoFillBackground(false); // the start page paints both sides
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

void StartPage::fillSamples()
{
    qDeleteAll(m_cards);
    m_cards.clear();
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    for (const QString& id : sampleIds()) {
        const widgets::SampleInfo info = sampleInfo(id);
        if (info.title.isEmpty())
            continue;
        auto* card = new widgets::SampleCard(info);
        connect(card, &QAbstractButton::clicked, this, [this, id] { emit sampleChosen(id); });
        m_grid->addWidget(card);
        m_cards << card;
    }
    filter();
}

void StartPage::fillRecent()
{
    clear(m_recent);
    const QList<widgets::RecentInfo> recent = recentProjects();
    if (recent.isEmpty()) {
        auto* none = new widgets::EmptyState;
        none->setContent(QStringLiteral("clock"), tr("Projects you save appear here."));
        none->setMaximumHeight(120);
        m_recent->addWidget(none);
    }
    for (const widgets::RecentInfo& info : recent) {
        auto* row = new widgets::RecentRow(info);
        connect(row, &QAbstractButton::clicked, this, [this, path = info.path] { emit fileChosen(path); });
        m_recent->addWidget(row);
    }
}

void StartPage::fillLost()
{
    clear(m_lost);
    for (const LostWork& work : Recovery::lost()) {
        auto* notice = new widgets::ProblemLabel;
        const QString when = QLocale().toString(work.time, QLocale::ShortFormat);
        notice->setProblem(
            widgets::ProblemLabel::Severity::Warning,
            tr("“%1” has changes from %2 that were not saved when the program ended.").arg(work.title, when),
            tr("Restore them"), tr("Discard"));
        connect(notice, &widgets::ProblemLabel::fixPressed, this, [this, work] { emit restoreWished(work); });
        connect(notice, &widgets::ProblemLabel::otherPressed, this, [this, work] {
            Recovery::discard(work);
            fillLost();
        });
        m_lost->addSpacing(8);
        m_lost->addWidget(notice);
    }
}

void StartPage::refresh()
{
    if (m_cards.isEmpty())
        fillSamples();
    fillRecent();
    fillLost();
}

void StartPage::setBackTitle(const QString& title)
{
    m_back->setVisible(!title.isEmpty());
    m_back->setText(tr("Back to “%1”").arg(title));
}

QStringList StartPage::shownSamples() const
{
    QStringList ids;
    for (const widgets::SampleCard* card : m_cards)
        if (!card->isHidden())
            ids << card->sample().id;
    return ids;
}

void StartPage::filter()
{
    const QString words = m_search->text().trimmed();
    const QString group = m_groups->current() > 0 ? groups().at(m_groups->current() - 1) : QString();
    bool any = false;
    for (widgets::SampleCard* card : m_cards) {
        const widgets::SampleInfo& info = card->sample();
        const QString all = info.title + QLatin1Char(' ') + info.sentence + QLatin1Char(' ') + info.dataSet +
            QLatin1Char(' ') + info.id;
        card->setVisible((group.isEmpty() || info.group == group) &&
                         all.contains(words, Qt::CaseInsensitive));
        any |= !card->isHidden();
    }
    m_none->setVisible(!any);
    m_none->setContent(QStringLiteral("search"), tr("No sample is called “%1”.").arg(words),
                       tr("Clear search"));
}

void StartPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StartPage::retranslate()
{
    m_name->setText(QStringLiteral("Layerloom"));
    m_motto->setText(tr("Compose, train and explore networks"));
    m_new->setText(tr("New network"));
    m_open->setText(tr("Open"));
    m_keys->setText(tr("Keys"));
    m_version->setText(tr("Version %1").arg(QStringLiteral(LAYERLOOM_VERSION)));
    m_recentTitle->setText(tr("Recent"));
    m_samplesTitle->setText(tr("Samples"));
    m_samplesHint->setText(tr("Each opens ready to train: press F5"));
    m_groups->setTitles({tr("All"), tr("Pictures"), tr("Text"), tr("Series")});
    m_search->setPlaceholderText(tr("Find a sample"));
    fillSamples();
    fillRecent();
    fillLost();
}

void StartPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const widgets::Tokens& t = widgets::tokens();
    painter.fillRect(rect(), t.window);
    const QRect side = QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, sideWidth, height()));
    painter.fillRect(side, t.panel);
    painter.setPen(t.line);
    painter.drawLine(side.topRight(), side.bottomRight());
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace app
