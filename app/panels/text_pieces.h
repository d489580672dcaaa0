#pragma once

#include "app/panels/text_writer.h"

#include "widgets/written_text.h"

#include <QScrollArea>

namespace widgets {
class ChanceCard;
}

namespace app::panels {

// What a network wrote, the newest first, so that one sees it learn; each word tells what else it could have
// been.
class TextPieces : public QScrollArea {
    Q_OBJECT
public:
    // The card floats over `over`, of which this is a part.
    explicit TextPieces(QWidget* over);

    // Forgets what was written in another text.
    void setText(const std::shared_ptr<const engine::TextWindows>& text);
    void add(const TextWriter::Piece& piece);
    bool isEmpty() const { return m_pieces.isEmpty(); }
    double newestEpoch() const { return isEmpty() ? -1 : m_pieces.first().epoch; }
    QString written() const; // last, or the piece pointed at

protected:
    void changeEvent(QEvent* event) override;

private:
    widgets::WrittenPiece shown(const TextWriter::Piece& piece) const;
    void showPieces();
    void showChances(widgets::WrittenText::Place place);

    QWidget* m_over;
    widgets::WrittenText* m_text;
    widgets::ChanceCard* m_card;
    std::shared_ptr<const engine::TextWindows> m_windows;
    QList<TextWriter::Piece> m_pieces;
};

} // namespace app::panels
