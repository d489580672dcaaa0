#pragma once

#include "widgets/map_camera.h"

#include <QColor>
#include <QImage>
#include <QVector>

#include <memory>
#include <vector>

namespace widgets {

// How points look; sizes in logical pixels.
struct MapLook {
    QColor background, text, accent;
    float diameter = 4;
    double depth = 1; // how far points lie from the camera's centre, in their own unit
};

// Which points, and how they are coloured.
struct MapContent {
    std::vector<float> places; // x, y, z of each
    std::vector<unsigned char> colors; // red, green, blue, alpha of each
    std::vector<float> shapes; // 0 disc, 1 square, 2 triangle; empty: discs
};

// Points drawn by VTK into a picture. It owns its OpenGL context, and so no window knows of it.
class MapScene {
public:
    MapScene();
    ~MapScene();
    MapScene(const MapScene&) = delete;
    MapScene& operator=(const MapScene&) = delete;

    bool open(); // whether OpenGL is here; tries again only after forget()
    void forget(); // everything, with a context that was lost
    bool software() const; // drawn by the processor

    // The points in portions, each quick enough for one frame of motion, and those that stand out, drawn
    // above all.
    void setPortions(int count);
    void setPortion(int index, const MapContent& content);
    void setMarked(const MapContent& content);
    void setSelected(const MapContent& content);
    // How large what stands out is, its ring left out, where others are so large.
    static double chosenDiameter(double diameter);

    // Which portions the next drawing shows: from ... to - 1, above what is there when `add`.
    void showPortions(int from, int to, bool add);
    // Draws into picture(). False: OpenGL is not here.
    bool draw(const MapCamera& camera, const QSizeF& screen, qreal ratio, const MapLook& look);
    const QImage& picture() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace widgets
