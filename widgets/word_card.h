#pragma once

#include <QColor>
#include <QList>
#include <QWidget>

class QToolButton;

namespace widgets {

struct NearWordRow {
    QString word;
    double cosine = 0; // -1 to 1
    QString kind = {}; // the class it belongs to, where that is known
    QColor color = {}; // of its class
    bool sameKind = false; // as the word of the card
    bool isNew = false; // was not among the nearest before
    bool operator==(const NearWordRow&) const = default;
};

// A word and the words nearest to it: for each its cosine as a bar and a number, the colour of its class, and
// a tick where that is the class of the word itself. A row that is pointed at or walked to can be chosen.
class WordCard : public QWidget {
    Q_OBJECT
public:
    explicit WordCard(QWidget* parent = nullptr);

    static int heightFor(int rows);

    void setWord(const QString& word, const QString& kind = {}, const QColor& color = {});
    void setRows(const QList<NearWordRow>& rows);
    QString word() const { return m_word; }
    const QList<NearWordRow>& rows() const { return m_rows; }
    QRect rowRect(int row) const;
    QSize sizeHint() const override;

signals:
    void rowChosen(int row);
    void removeWished();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintHeader(QPainter& painter) const;
    void paintRow(QPainter& painter, int row) const;
    QRect mirrored(const QRect& rect) const; // where languages run from right to left
    int rowAt(const QPoint& point) const;
    void point(int row);
    void retranslate();

    QString m_word, m_kind;
    QColor m_color;
    QList<NearWordRow> m_rows;
    int m_pointed = -1;
    QToolButton* m_remove;
};

} // namespace widgets
