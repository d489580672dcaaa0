#pragma once

#include <QAbstractButton>
#include <QWidget>

class QVBoxLayout;

namespace widgets {

// The 36 px title of a section: an arrow that folds, the title, and a summary while it is folded.
class FoldHeader : public QAbstractButton {
    Q_OBJECT
public:
    explicit FoldHeader(const QString& title, QWidget* parent = nullptr);
    void setSummary(const QString& summary);
    void setSquare(const QColor& color); // an 8 px square before the title
    void setLine(bool above); // a separator line along the upper edge
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_summary;
    QColor m_square;
    bool m_line = false;
};

// A titled part of a panel that folds; what it holds goes into body().
class FoldSection : public QWidget {
    Q_OBJECT
public:
    explicit FoldSection(const QString& title, QWidget* parent = nullptr);

    QVBoxLayout* body() const { return m_body; }
    bool isFolded() const;
    void setFolded(bool folded); // says nothing
    FoldHeader* header() const { return m_header; }

signals:
    void foldedChanged(bool folded); // by the user

private:
    FoldHeader* m_header;
    QWidget* m_content;
    QVBoxLayout* m_body;
};

} // namespace widgets
