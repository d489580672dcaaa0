#pragma once

#include "widgets/word_entry.h"

#include <QStringListModel>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace app::panels {

// Which words to look at, among which vectors, how many neighbours of each, and an analogy to work out.
class WordControls : public QWidget {
    Q_OBJECT
public:
    explicit WordControls(QWidget* parent = nullptr);

    void setWords(const QStringList& words); // to complete from
    void setEmbeddings(const QStringList& names, int current); // chosen among only where there are several
    int embedding() const;
    int count() const;
    void setCount(int count);
    QString analogy() const { return m_analogy->text(); }
    void setAnalogy(const QString& written) { m_analogy->setText(written); }
    void setAnalogyAnswer(const QString& answer);
    void clearWord() { m_word->clear(); }

signals:
    void wordEntered(const QString& word);
    void othersWished(); // other words to look at
    void analogyEdited(); // a whole one, or none
    void edited(); // the number or the Embedding
    void copyWished();
    void exportWished();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildTools();
    void buildAnalogy();
    QWidget* together(const QList<QWidget*>& widgets) const;
    void addWord();
    void retranslate();

    QStringListModel m_list;
    QLabel *m_wordLabel, *m_countLabel, *m_embeddingLabel, *m_analogyLabel, *m_answer;
    widgets::WordEntry *m_word, *m_analogy;
    QPushButton *m_add, *m_usual, *m_copy, *m_export;
    QSpinBox* m_count;
    QComboBox* m_embedding;
    QWidget* m_embeddingGroup;
};

} // namespace app::panels
