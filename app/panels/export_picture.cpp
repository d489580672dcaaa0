#include "app/panels/export_picture.h"

#include "widgets/theme.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>
#include <QStandardPaths>
#include <QToolButton>

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

void setExportFormats(QToolButton& button, const std::function<void(const QString& format)>& save)
{
    static constexpr std::pair<const char*, const char*> formats[] = {
        {"png", QT_TRANSLATE_NOOP("app::panels::ExportPicture", "Picture (PNG) …")},
        {"svg", QT_TRANSLATE_NOOP("app::panels::ExportPicture", "Drawing (SVG) …")},
        {"csv", QT_TRANSLATE_NOOP("app::panels::ExportPicture", "Table (CSV) …")},
    };
    const auto say = [](const char* words) {
        return QCoreApplication::translate("app::panels::ExportPicture", words);
    };
    if (!button.menu())
        button.setMenu(new QMenu(&button));
    button.setPopupMode(QToolButton::InstantPopup);
    button.setText(say(QT_TRANSLATE_NOOP("app::panels::ExportPicture", "Export")));
    button.menu()->clear();
    for (const auto& [format, words] : formats)
        button.menu()->addAction(say(words), &button, [save, format = QString(format)] { save(format); });
}

void exportPicture(QWidget* parent, Log& log, const QString& suggestedName,
                   const std::function<QImage()>& draw)
{
    const auto say = [](const char* sentence) {
        return QCoreApplication::translate("app::panels::ExportPicture", sentence);
    };
    const QString path =
        askForFile(parent, say(QT_TRANSLATE_NOOP("app::panels::ExportPicture", "Export the pictures")),
                   suggestedName, "png");
    if (path.isEmpty())
        return;
    if (draw().save(path))
        log.add(say(QT_TRANSLATE_NOOP("app::panels::ExportPicture", "The pictures were written to %1."))
                    .arg(path));
    else
        log.add(say(QT_TRANSLATE_NOOP("app::panels::ExportPicture",
                                      "%1 could not be written; choose another folder."))
                    .arg(path),
                LogEntry::Severity::Error);
}

QImage pictureOf(QWidget& view)
{
    QImage picture(view.size() * 2, QImage::Format_RGB32);
    picture.setDevicePixelRatio(2);
    picture.fill(widgets::tokens().panel);
    view.render(&picture);
    return picture;
}

} // namespace app::panels
