#pragma once

#include "widgets/layer_palette.h"

#include <QTreeWidget>

namespace widgets {

// The rows of the palette: foldable groups of layers, or a flat list of answers.
class PaletteList : public QTreeWidget {
    Q_OBJECT
public:
    explicit PaletteList(QWidget* parent = nullptr);

    void showGroups(const QList<PaletteEntry>& entries, const QSet<QString>& folded);
    void showFlat(const QList<PaletteEntry>& entries);
    QString currentType() const;
    QStringList shownTypes() const;
    void select(const QString& type);
    void moveCurrent(int steps); // over layers only

signals:
    void chosen(const QString& type);
    void folded(const QString& group, bool folded);

protected:
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override;
    QStringList mimeTypes() const override;
    void startDrag(Qt::DropActions actions) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QTreeWidgetItem* addEntry(QTreeWidgetItem* parent, const PaletteEntry& entry);
    QList<QTreeWidgetItem*> shownItems() const;
    void toggle(QTreeWidgetItem* group);
};

} // namespace widgets
