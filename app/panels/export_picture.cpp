#include "app/panels/export_picture.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace app::panels {

QString askForFile(QWidget* parent, const QString& title, const QString& suggestedName, const QString& suffix)
{
    QSettings settings;
    const QString folder =
        settings.value("exportFolder", QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
            .toString();
    QString path = QFileDialog::getSaveFileName(parent, title, QDir(folder).filePath(suggestedName),
                                                QString("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    if (path.isEmpty())
        return {};
    if (QFileInfo(path).suffix().isEmpty())
        path += '.' + suffix;
    settings.setValue("exportFolder", QFileInfo(path).absolutePath());
    return path;
}

} // namespace app::panels
