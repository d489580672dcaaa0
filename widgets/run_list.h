#pragma once

#include <QAbstractScrollArea>
#include <QColor>
#include <QList>

class QLineEdit;

namespace widgets {

struct RunRow {
    QString id, name;
    QColor color;
    bool running = false;
    QString settings; // "Adam 0.001, batch 100, seed 7"
    QString best, where; // "Best validation 104.16", "epoch 14, stopped"
    bool visible = true; // in the curves
    bool operator==(const RunRow&) const = default;
};

// The runs of a project, newest first as given: two or three lines each, an eye and a menu.
class RunList : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit RunList(QWidget* parent = nullptr);

    void setRuns(const QList<RunRow>& runs); // keeps the selection by id
    const QList<RunRow>& runs() const { return m_runs; }
    QString selectedRun() const { return m_selected; }
    void select(const QString& id); // says nothing
    void beginRename(const QString& id);

    enum class Part { None, Row, Eye, Menu };
    QRect partRect(const QString& id, Part part) const; // in the viewport
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void selected(const QString& id);
    void activated(const QString& id); // Enter or double-click
    void visibilityWished(const QString& id, bool visible);
    void menuWished(const QString& id, QPoint globalPosition);
    void renameWished(const QString& id, const QString& name);
    void removeWished(const QString& id); // Delete

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Spot {
        int row = -1;
        Part part = Part::None;
        bool operator==(const Spot&) const = default;
    };

    void layOut();
    int indexOf(const QString& id) const;
    QRect rowRect(int row) const;
    QRect nameRect(int row) const; // of the editor while renaming
    QRect eyeRect(int row) const;
    QRect menuRect(int row) const;
    Spot spotAt(const QPoint& point) const;
    void choose(int row);
    void finishRename(bool keep);
    void paintRow(QPainter& painter, int row) const;

    QList<RunRow> m_runs;
    QString m_selected, m_renamed;
    Spot m_hovered;
    QLineEdit* m_editor = nullptr;
};

} // namespace widgets
