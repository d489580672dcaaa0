#pragma once

#include <QImage>

class QWidget;

namespace app::panels {

// A small window with the original, the rebuilt picture and their difference (teal: too dark, orange: too
// bright).
void openDifference(QWidget* parent, const QImage& original, const QImage& rebuilt, double error);

} // namespace app::panels
