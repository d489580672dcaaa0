#pragma once

#include "app/log.h"

#include <QImage>
#include <QString>

#include <functional>

class QToolButton;
class QWidget;

namespace app::panels {

// Where to write an exported file; starts in the folder used last. Empty: the user changed their mind.
QString askForFile(QWidget* parent, const QString& title, const QString& suggestedName,
                   const QString& suffix);

// Makes the button offer a picture, a drawing and a table: "png", "svg", "csv".
void setExportFormats(QToolButton& button, const std::function<void(const QString& format)>& save);

// The whole way of a picture into a PNG file; the log says how it went. It is drawn once the file is chosen.
void exportPicture(QWidget* parent, Log& log, const QString& suggestedName,
                   const std::function<QImage()>& draw);
// The widget as it is on the screen, at twice its size.
QImage pictureOf(QWidget& view);

} // namespace app::panels
