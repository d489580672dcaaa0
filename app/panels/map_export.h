#pragma once

#include "app/log.h"
#include "app/panels/map_maker.h"

#include "widgets/embedding_map.h"

#include <QToolButton>

namespace app::panels {

// The button that writes a map into files: a picture, a table, or the points themselves for TensorBoard's
// Projector. The log says how it went.
class MapExport : public QToolButton {
    Q_OBJECT
public:
    MapExport(Log& log, const widgets::EmbeddingMap& map, QWidget* parent = nullptr);

    void setMap(const SharedPoints& points, const widgets::MapPositions& positions, int dimensions);
    void retranslate();

private:
    void savePicture();
    void saveTable();
    void saveProjector();
    void report(const std::optional<engine::Problem>& problem, const QString& done);

    Log& m_log;
    const widgets::EmbeddingMap& m_map;
    SharedPoints m_points;
    widgets::MapPositions m_positions;
    int m_dimensions = 2;
    QAction *m_picture, *m_table, *m_projector;
};

} // namespace app::panels
