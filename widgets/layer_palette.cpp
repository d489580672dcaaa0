#include "widgets/layer_palette.h"

#include "widgets/empty_state.h"
#include "widgets/node_canvas.h"
#include "widgets/palette_list.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace widgets {

namespace {

// 3 at the beginning of a text, 2 at the beginning of a word in it, 1 anywhere, 0 nowhere.
int closeness(const QString& text, const QString& word)
{
    const auto at = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (at <= 0)
        return at == 0 ? 3 : 0;
    for (auto i = at; i >= 0; i = text.indexOf(word, i + 1, Qt::CaseInsensitive))
        if (!text[i - 1].isLetterOrNumber() || (text[i].isUpper() && text[i - 1].isLower()))
            return 2;
    return 1;
}

int wordRank(const PaletteEntry& entry, const QString& word)
{
    int best = 30 * closeness(entry.title, word);
    best = qMax(best, 20 * closeness(entry.type, word));
    for (const QString& keyword : entry.keywords)
        best = qMax(best, 15 * closeness(keyword, word));
    best = qMax(best, 5 * closeness(entry.group, word));
    return qMax(best, 3 * closeness(entry.summary, word));
}

} // namespace

int paletteRank(const PaletteEntry& entry, const QString& words)
{
    int sum = 0;
    const QStringList parts = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const int rank = wordRank(entry, part);
        if (rank == 0)
            return 0;
        sum += rank;
    }
    return parts.isEmpty() ? 1 : sum;
}

LayerPalette::LayerPalette(QWidget* parent)
    : QWidget(parent), m_search(new QLineEdit), m_list(new PaletteList), m_empty(new EmptyState),
      m_hint(new QLabel)
{
    m_search->setPlaceholderText(tr("Find a layer"));
    m_search->setAccessibleName(tr("Find a layer"));
    m_search->setToolTip(
        tr("Find a layer (%1)").arg(QKeySequence(tr("Ctrl+L")).toString(QKeySequence::NativeText)));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), &Tokens::text2), QLineEdit::LeadingPosition);
    if (auto* clear = m_search->findChild<QAction*>(QStringLiteral("_q_qlineeditclearaction")))
        clear->setIcon(icon(QStringLiteral("close"), &Tokens::text2));
    m_search->installEventFilter(this);
    m_list->setAccessibleName(tr("Layers"));
    m_list->installEventFilter(this);
    m_hint->setFont(textFont(TextSize::Caption));
    m_hint->setProperty("role", "second");
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(12, 8, 12, 8);
    m_hint->hide();
    m_empty->hide();

    auto* top = new QVBoxLayout;
    top->setContentsMargins(12, 0, 12, 8);
    top->addWidget(m_search);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_hint);

    connect(m_search, &QLineEdit::textChanged, this, &LayerPalette::rebuild);
    connect(m_empty, &EmptyState::buttonPressed, m_search, &QLineEdit::clear);
    connect(m_list, &PaletteList::chosen, this, &LayerPalette::activated);
    connect(m_list, &PaletteList::folded, this, [this](const QString& group, bool folded) {
        if (folded)
            m_folded.insert(group);
        else
            m_folded.remove(group);
    });
}

void LayerPalette::setEntries(const QList<PaletteEntry>& entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    rebuild();
}

void LayerPalette::setHint(const QString& sentence)
{
    m_hint->setText(sentence);
    m_hint->setVisible(!sentence.isEmpty());
}

void LayerPalette::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QString LayerPalette::searchText() const
{
    return m_search->text();
}

void LayerPalette::setSearchText(const QString& text)
{
    m_search->setText(text);
}

QStringList LayerPalette::shownTypes() const
{
    return m_list->shownTypes();
}

void LayerPalette::select(const QString& type)
{
    m_list->select(type);
}

QSize LayerPalette::sizeHint() const
{
    return {224, 480};
}

// Without a search the categories in their order; with one the best answers first, flat.
void LayerPalette::rebuild()
{
    const QString words = m_search->text().trimmed();
    QList<std::pair<int, PaletteEntry>> found;
    for (const PaletteEntry& entry : std::as_const(m_entries))
        if (const int rank = paletteRank(entry, words))
            found.append({rank, entry});
    if (!words.isEmpty())
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
    QList<PaletteEntry> entries;
    for (const auto& [rank, entry] : std::as_const(found))
        entries.append(entry);
    if (words.isEmpty())
        m_list->showGroups(entries, m_folded);
    else
        m_list->showFlat(entries);

    const bool nothing = entries.isEmpty() && !m_entries.isEmpty();
    if (nothing)
        m_empty->setContent(QStringLiteral("search"), tr("No layer is called \"%1\".").arg(words),
                            tr("Clear search"));
    m_empty->setVisible(nothing);
    m_list->setVisible(!nothing);
}

bool LayerPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* press = static_cast<QKeyEvent*>(event);
        if (watched == m_search && keyInSearch(press->key()))
            return true;
        if (press->key() == Qt::Key_F1 && !m_list->currentType().isEmpty()) {
            emit explainWished(m_list->currentType());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

bool LayerPalette::keyInSearch(int key)
{
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_list->moveCurrent(key == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_list->currentType().isEmpty())
            emit activated(m_list->currentType());
        return true;
    case Qt::Key_Escape:
        if (m_search->text().isEmpty())
            return false;
        m_search->clear();
        return true;
    default:
        return false;
    }
}

} // namespace widgets
