#pragma once

#include "widgets/theme.h"

#include <QSet>
#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace widgets {

class EmptyState;
class PaletteList;

struct PaletteEntry {
    QString type, title, summary, icon;
    QString group; // title of its category; entries of one group come together
    Category category = Category::Core;
    QStringList keywords; // other words that find it
    bool operator==(const PaletteEntry&) const = default;
};

// How well an entry answers the typed words: 0 not at all, higher is better.
int paletteRank(const PaletteEntry& entry, const QString& words);

// The list of layers at the left edge: search field over foldable categories; rows are dragged onto the
// canvas (mime type layerMimeType of node_canvas.h).
class LayerPalette : public QWidget {
    Q_OBJECT
public:
    explicit LayerPalette(QWidget* parent = nullptr);

    void setEntries(const QList<PaletteEntry>& entries);
    void setHint(const QString& sentence); // at the foot
    void focusSearch(); // the window calls it for Ctrl+L
    QString searchText() const;
    void setSearchText(const QString& text);
    QStringList shownTypes() const; // in the order shown; folded categories left out
    void select(const QString& type);
    QSize sizeHint() const override;

signals:
    void activated(const QString& type); // Enter or double-click
    void explainWished(const QString& type); // F1

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    bool keyInSearch(int key);

    QList<PaletteEntry> m_entries;
    QSet<QString> m_folded;
    QLineEdit* m_search;
    PaletteList* m_list;
    EmptyState* m_empty;
    QLabel* m_hint;
};

} // namespace widgets
