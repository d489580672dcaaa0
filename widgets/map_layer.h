#pragma once

#include "widgets/map_scene.h"

#include <vtkActor.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkUnsignedCharArray.h>

namespace widgets {

// One set of points in VTK: plain vertices that the shader draws as round, smooth-edged marks.
class MapLayer {
public:
    MapLayer();

    void setContent(const MapContent& content);
    bool empty() const { return m_empty; }
    vtkActor* actor() const { return m_actor; }

    struct Marks {
        float diameter = 4, ring = 0; // in device pixels; no ring: 0
        QColor ringColor, fog;
        float distance = 0; // of the eye from the centre; 0: in the plane
        float depth = 0; // half the depth of the cloud, for the fog
        float fogShare = 0.5F; // of the farthest
        float lift = 0; // towards the eye, so that it is above whatever is lifted less; below 1
    };
    void setMarks(const Marks& marks);

private:
    vtkNew<vtkPolyData> m_data;
    vtkNew<vtkFloatArray> m_places, m_shapes;
    vtkNew<vtkUnsignedCharArray> m_colors;
    vtkNew<vtkPolyDataMapper> m_mapper;
    vtkNew<vtkActor> m_actor;
    bool m_empty = true;
    vtkIdType m_cells = -1;
};

} // namespace widgets
