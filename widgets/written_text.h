#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

#include <memory>

class QTextLayout;

namespace widgets {

// A piece of writing under a heading.
struct WrittenPiece {
    QString heading;
    QStringList tokens; // each with the space that stands before it
    int given = 0; // as many of the first were there before

    QString text() const { return tokens.join(QString()); }
    bool operator==(const WrittenPiece&) const = default;
};

// Pieces of writing below each other, whose tokens can be pointed at: with the pointer, or with the arrow
// keys, up and down from piece to piece.
class WrittenText : public QWidget {
    Q_OBJECT
public:
    struct Place {
        int piece = -1, token = -1; // -1: none
        bool operator==(const Place&) const = default;
    };

    explicit WrittenText(QWidget* parent = nullptr);
    ~WrittenText() override;

    void setPieces(const QList<WrittenPiece>& pieces);
    const QList<WrittenPiece>& pieces() const { return m_pieces; }
    Place pointed() const { return m_pointed; }
    QRect rectOf(Place place) const; // of a token, empty where it has no width

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

signals:
    void pointedAt(widgets::WrittenText::Place place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Laid; // a piece as it lies
    void layOut(int width) const;
    void point(Place place);
    Place placeAt(const QPoint& position) const;
    Place moved(int key) const;

    QList<WrittenPiece> m_pieces;
    Place m_pointed;
    mutable std::vector<Laid> m_laid;
    mutable int m_laidWidth = -1, m_height = 0;
};

} // namespace widgets
