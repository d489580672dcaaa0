#pragma once

#include "app/log.h"
#include "app/panels/word_finds.h"

#include <QScrollArea>

namespace widgets {
class FlowGrid;
class WordCard;
} // namespace widgets

namespace app::panels {

// A card for every chosen word, with its neighbours and what is new among them.
class WordCards : public QScrollArea {
    Q_OBJECT
public:
    explicit WordCards(QWidget* parent = nullptr);

    QString table() const; // of all that is shown, with tabs between
    void save(Log& log); // that table, to a file that is asked for

    // What was found an epoch before says which neighbours are new; null: none are.
    void show(const WordFinds& finds, const WordFinds* before, const WordNames& names);

signals:
    void wordWished(std::int32_t id); // a neighbour that was chosen
    void removeWished(int place);

private:
    widgets::WordCard* addCard();

    widgets::FlowGrid* m_grid;
    QList<widgets::WordCard*> m_cards;
    WordFinds m_shown;
    WordNames m_names;
};

} // namespace app::panels
