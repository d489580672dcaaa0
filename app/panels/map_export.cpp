#include "app/panels/map_export.h"

#include "app/background.h"
#include "app/panels/export_picture.h"
#include "app/text.h"

#include "engine/exports/map_table.h"
#include "engine/exports/projector.h"
#include "engine/project/bytes_file.h"

#include "widgets/theme.h"

#include <QFileDialog>
#include <QMenu>
#include <QSettings>

namespace app::panels {

namespace {

using Written = std::optional<engine::Problem>;

Written problemOf(const engine::Result<void>& result)
{
    return result ? Written() : Written(result.problem());
}

} // namespace

MapExport::MapExport(Log& log, const widgets::EmbeddingMap& map, QWidget* parent)
    : QToolButton(parent), m_log(log), m_map(map)
{
    setIcon(widgets::icon("export"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(InstantPopup);
    setMenu(new QMenu(this));
    m_picture = menu()->addAction({}, this, &MapExport::savePicture);
    m_table = menu()->addAction({}, this, &MapExport::saveTable);
    m_projector = menu()->addAction({}, this, &MapExport::saveProjector);
    setMap({}, {}, 2);
}

void MapExport::retranslate()
{
    setText(tr("Export"));
    m_picture->setText(tr("Picture (PNG) …"));
    m_table->setText(tr("Map as a table (TSV) …"));
    m_projector->setText(tr("Points for the Projector …"));
}

void MapExport::setMap(const SharedPoints& points, const widgets::MapPositions& positions, int dimensions)
{
    m_points = points;
    m_positions = positions;
    m_dimensions = dimensions;
    setEnabled(points && positions);
}

void MapExport::savePicture()
{
    exportPicture(this, m_log, QStringLiteral("map.png"), [this] { return m_map.picture(); });
}

void MapExport::saveTable()
{
    const QString path =
        askForFile(this, tr("Export the map"), QStringLiteral("map.tsv"), QStringLiteral("tsv"));
    if (path.isEmpty())
        return;
    background(
        this,
        [points = m_points, positions = m_positions, dimensions = m_dimensions, path] {
            const std::string table = engine::mapTable(points->set, *positions, dimensions);
            return problemOf(engine::replaceFile(utf8(path), engine::Bytes(table.begin(), table.end())));
        },
        [this, path](const Written& problem) {
            report(problem, tr("The map was written to %1.").arg(path));
        });
}

void MapExport::saveProjector()
{
    QSettings settings;
    const QString folder = QFileDialog::getExistingDirectory(this, tr("A folder for the Projector's files"),
                                                             settings.value("exportFolder").toString());
    if (folder.isEmpty())
        return;
    settings.setValue("exportFolder", folder);
    background(
        this,
        [points = m_points, folder] {
            const auto pictures = points->data.columns
                ? engine::samplePictures(points->data, points->set.rows)
                : std::vector<engine::Picture>();
            const auto files = engine::writeProjector(utf8(folder), points->set, pictures);
            return files ? Written() : Written(files.problem());
        },
        [this, folder](const Written& problem) {
            report(problem, tr("The points were written to %1 for the Projector.").arg(folder));
        });
}

void MapExport::report(const std::optional<engine::Problem>& problem, const QString& done)
{
    m_log.add(problem ? sentence(*problem) : done,
              problem ? LogEntry::Severity::Error : LogEntry::Severity::Info);
}

} // namespace app::panels
