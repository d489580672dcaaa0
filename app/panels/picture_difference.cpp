#include "app/panels/picture_difference.h"

#include "widgets/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace app::panels {

namespace {

constexpr int side = 224;

// The seven stops of the scale are the theme's; the middle one is "no difference".
QColor signedColor(double difference)
{
    const auto& stops = widgets::tokens().diverging;
    const double place = (std::clamp(difference, -1.0, 1.0) + 1) / 2 * static_cast<double>(stops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    const double share = place - static_cast<double>(below);
    const QColor &a = stops[below], &b = stops[below + 1];
    const auto mix = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QImage difference(const QImage& original, const QImage& rebuilt)
{
    QImage image(original.size(), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(
                x, y, signedColor((qGray(rebuilt.pixel(x, y)) - qGray(original.pixel(x, y))) / 255.0));
    return image;
}

QLabel* enlarged(const QImage& image, QWidget* parent)
{
    auto* label = new QLabel(parent);
    const qreal ratio = parent->devicePixelRatioF();
    const int pixels = static_cast<int>(side * ratio);
    QPixmap pixmap =
        QPixmap::fromImage(image.scaled(pixels, pixels, Qt::KeepAspectRatio, Qt::FastTransformation));
    pixmap.setDevicePixelRatio(ratio);
    label->setPixmap(pixmap);
    return label;
}

} // namespace

void openDifference(QWidget* parent, const QImage& original, const QImage& rebuilt, double error)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QCoreApplication::translate("app::panels::Difference", "Difference"));
    auto* grid = new QGridLayout;
    grid->setSpacing(12);
    const QStringList titles{
        QCoreApplication::translate("app::panels::Difference", "Original"),
        QCoreApplication::translate("app::panels::Difference", "Rebuilt"),
        QCoreApplication::translate("app::panels::Difference", "Rebuilt minus original")};
    const QImage images[]{original, rebuilt, difference(original, rebuilt)};
    for (int i = 0; i < 3; ++i) {
        grid->addWidget(new QLabel(titles[i]), 0, i);
        grid->addWidget(enlarged(images[i], dialog), 1, i);
    }
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addLayout(grid);
    layout->addWidget(
        new QLabel(QCoreApplication::translate(
                       "app::panels::Difference",
                       "Mean squared error %1. Orange is brighter than the original, teal is darker.")
                       .arg(QString::number(error, 'f', 4))));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    layout->addWidget(buttons);
    dialog->show();
}

} // namespace app::panels
