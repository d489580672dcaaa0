#pragma once

#include "app/panels/map_settings.h"
#include "app/panels/map_side.h"

#include "widgets/embedding_map.h"

class QLabel;
class QLineEdit;
class QToolButton;

namespace app::panels {

// The map with what is done in it: colours, search, tools, hover, selection and its neighbours.
class MapStage : public QWidget {
    Q_OBJECT
public:
    explicit MapStage(QWidget* parent = nullptr);

    widgets::EmbeddingMap& map() const { return *m_map; }
    MapSide& side() const { return *m_side; }
    // Other points than before begin anew: nothing is selected or found.
    void setPoints(const SharedPoints& points);
    const SharedPoints& points() const { return m_names.points(); } // null at first
    void setPositions(const widgets::MapPositions& positions, int dimensions);
    const widgets::MapPositions& positions() const { return m_positions; }
    void setAppearance(const MapSettings& settings);
    void retranslate();

signals:
    void isolateWished(const QVector<int>& points);
    void distanceChosen(app::panels::MapDistance distance);
    void pointChosen(int point);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildCorners();
    void connectMap();
    void colour();
    void cluster();
    void search();
    void goToNext();
    void select(const QVector<int>& points);
    void changeSelection(const QVector<int>& points, Qt::KeyboardModifiers modifiers);
    void findNeighbours();
    void showCard(int point);
    void copy() const;

    widgets::EmbeddingMap* m_map;
    MapSide* m_side;
    QLineEdit* m_search;
    QLabel* m_found;
    widgets::SegmentedSwitch* m_tool;
    QToolButton *m_closer, *m_farther, *m_fit;

    MapNames m_names;
    MapSettings m_settings;
    widgets::MapPositions m_positions;
    int m_dimensions = 2;
    MapColors m_colors;
    std::vector<std::int32_t> m_clusters;
    int m_clusterCount = 0; // that these were made, or are being made, for
    QVector<int> m_hits;
    qsizetype m_hit = -1;
};

} // namespace app::panels
