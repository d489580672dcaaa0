#include "widgets/word_entry.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>

namespace widgets {

WordEntry::WordEntry(Words words, QWidget* parent)
    : QLineEdit(parent), m_words(words), m_completer(new QCompleter(this))
{
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(8);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &WordEntry::take);
    connect(this, &QLineEdit::textEdited, this, &WordEntry::offer);
}

void WordEntry::setList(QAbstractItemModel* list)
{
    m_completer->setModel(list);
}

int WordEntry::wordBegin() const
{
    return m_words == Words::One
        ? 0
        : static_cast<int>(text().left(cursorPosition()).lastIndexOf(QLatin1Char(' '))) + 1;
}

void WordEntry::offer()
{
    const QString begun = text().mid(wordBegin(), cursorPosition() - wordBegin());
    m_completer->setCompletionPrefix(begun);
    const bool all = m_completer->completionCount() == 1 && m_completer->currentCompletion() == begun;
    if (begun.isEmpty() || all || m_completer->completionCount() == 0)
        return m_completer->popup()->hide();
    m_completer->complete();
}

void WordEntry::take(const QString& word)
{
    const int begin = wordBegin();
    QString line = text();
    line.replace(begin, cursorPosition() - begin, word);
    setText(line);
    setCursorPosition(begin + static_cast<int>(word.size()));
    if (m_words == Words::One)
        emit entered();
}

void WordEntry::keyPressEvent(QKeyEvent* event)
{
    QAbstractItemView& list = *m_completer->popup();
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool chooses = list.isVisible() && list.currentIndex().isValid();
    if (list.isVisible() &&
        (event->key() == Qt::Key_Escape || (chooses && (enters || event->key() == Qt::Key_Tab))))
        return event->ignore(); // the list's to answer
    QLineEdit::keyPressEvent(event);
    if (enters) {
        list.hide();
        emit entered();
    }
}

} // namespace widgets
