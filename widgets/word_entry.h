#pragma once

#include <QLineEdit>

class QAbstractItemModel;
class QCompleter;

namespace widgets {

// A line to write words in, which offers those of a list that begin like the word at the cursor.
class WordEntry : public QLineEdit {
    Q_OBJECT
public:
    enum class Words { One, Several }; // with spaces between them

    explicit WordEntry(Words words, QWidget* parent = nullptr);

    void setList(QAbstractItemModel* list); // the first of those that fit are offered first
    QCompleter& offers() const { return *m_completer; }

signals:
    void entered(); // by Enter, or by choosing the one word from the list

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    int wordBegin() const; // of the word at the cursor
    void offer();
    void take(const QString& word);

    Words m_words;
    QCompleter* m_completer; // not QLineEdit's own, which takes the whole line for one word
};

} // namespace widgets
