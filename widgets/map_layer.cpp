#include "widgets/map_layer.h"

#include <vtkCellArray.h>
#include <vtkDataObject.h>
#include <vtkIdTypeArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkProperty.h>
#include <vtkShaderProperty.h>
#include <vtkUniforms.h>

#include <algorithm>
#include <numeric>

namespace widgets {

namespace {

constexpr const char* shapeName = "shape";

// Size by nearness to the eye, and how far the point sinks into the background.
constexpr const char* vertexHead = R"(//VTK::PositionVC::Dec
in float markShape;
out float markSize;
out float markFog;
flat out float markForm;
)";
constexpr const char* vertexBody = R"(//VTK::PositionVC::Impl
  float nearness = eyeDistance > 0.0 ? clamp(eyeDistance / max(gl_Position.w, 1e-6), 0.3, 3.0) : 1.0;
  markSize = max(markDiameter * nearness, 1.5) + 2.0 * ringWidth;
  markFog = eyeDistance > 0.0 ? clamp(0.5 + 0.5 * (gl_Position.w - eyeDistance) / max(cloudDepth, 1e-6), 0.0, 1.0) : 0.0;
  markForm = markShape;
  gl_Position.z = eyeDistance > 0.0 ? (1.0 - lift) * gl_Position.z - lift * gl_Position.w : -lift;
  gl_PointSize = markSize + 1.0;
)";

// Edges fade over one pixel, so that no multisampling is needed.
constexpr const char* fragmentHead = R"(//VTK::PositionVC::Dec
in float markSize;
in float markFog;
flat in float markForm;
)";
constexpr const char* fragmentBody = R"(//VTK::Light::Impl
  vec2 at = (gl_PointCoord - vec2(0.5)) * (markSize + 1.0);
  float away = length(at);
  if (markForm > 1.5) away = 1.15 * max(abs(at.x) * 0.87 - at.y * 0.5, at.y) + 0.14 * markSize;
  else if (markForm > 0.5) away = 1.13 * max(abs(at.x), abs(at.y));
  float inside = clamp(0.5 * markSize - away + 0.5, 0.0, 1.0);
  if (inside <= 0.0) discard;
  float ring = ringWidth > 0.0 ? clamp(away - 0.5 * markSize + ringWidth + 0.5, 0.0, 1.0) : 0.0;
  gl_FragData[0] = vec4(mix(mix(gl_FragData[0].rgb, fogColor, fogShare * markFog), ringColor, ring),
                        mix(gl_FragData[0].a, 1.0, ring) * inside);
)";

void setColor(vtkUniforms& uniforms, const char* name, const QColor& color)
{
    const float rgb[3] = {color.redF(), color.greenF(), color.blueF()};
    uniforms.SetUniform3f(name, rgb);
}

// One cell of all points: the order of the points is the order they are drawn in.
vtkNew<vtkCellArray> cellOf(vtkIdType count)
{
    vtkNew<vtkIdTypeArray> offsets, ids;
    offsets->SetNumberOfValues(2);
    offsets->SetValue(0, 0);
    offsets->SetValue(1, count);
    ids->SetNumberOfValues(count);
    std::iota(ids->GetPointer(0), ids->GetPointer(0) + count, 0);
    vtkNew<vtkCellArray> cells;
    cells->SetData(offsets, ids);
    return cells;
}

} // namespace

MapLayer::MapLayer()
{
    m_places->SetNumberOfComponents(3);
    m_colors->SetNumberOfComponents(4);
    m_shapes->SetName(shapeName);
    vtkNew<vtkPoints> points;
    points->SetData(m_places);
    m_data->SetPoints(points);
    m_data->GetPointData()->SetScalars(m_colors);
    m_data->GetPointData()->AddArray(m_shapes);
    m_mapper->SetInputData(m_data);
    m_mapper->MapDataArrayToVertexAttribute("markShape", shapeName, vtkDataObject::FIELD_ASSOCIATION_POINTS,
                                            -1);
    m_actor->SetMapper(m_mapper);
    // Translucent passes cost several pictures; blending in the order of the points is what is wanted.
    m_actor->ForceOpaqueOn();
    m_actor->SetVisibility(false);
    m_actor->GetProperty()->LightingOff();
    vtkShaderProperty* shader = m_actor->GetShaderProperty();
    shader->AddVertexShaderReplacement("//VTK::PositionVC::Dec", true, vertexHead, false);
    shader->AddVertexShaderReplacement("//VTK::PositionVC::Impl", true, vertexBody, false);
    shader->AddFragmentShaderReplacement("//VTK::PositionVC::Dec", true, fragmentHead, false);
    shader->AddFragmentShaderReplacement("//VTK::Light::Impl", true, fragmentBody, false);
    setMarks({});
}

void MapLayer::setContent(const MapContent& content)
{
    const auto count = static_cast<vtkIdType>(content.places.size() / 3);
    m_empty = count == 0;
    m_places->SetNumberOfTuples(count);
    m_colors->SetNumberOfTuples(count);
    m_shapes->SetNumberOfTuples(count);
    std::copy(content.places.begin(), content.places.end(), m_places->GetPointer(0));
    std::copy(content.colors.begin(), content.colors.end(), m_colors->GetPointer(0));
    if (content.shapes.empty())
        m_shapes->Fill(0);
    else
        std::copy(content.shapes.begin(), content.shapes.end(), m_shapes->GetPointer(0));
    if (m_cells != count)
        m_data->SetVerts(cellOf(count));
    m_cells = count;
    m_places->Modified();
    m_colors->Modified();
    m_shapes->Modified();
    m_data->GetPoints()->Modified();
    m_data->Modified();
}

void MapLayer::setMarks(const Marks& marks)
{
    vtkShaderProperty* shader = m_actor->GetShaderProperty();
    vtkUniforms& vertex = *shader->GetVertexCustomUniforms();
    vertex.SetUniformf("markDiameter", marks.diameter);
    vertex.SetUniformf("ringWidth", marks.ring);
    vertex.SetUniformf("eyeDistance", marks.distance);
    vertex.SetUniformf("cloudDepth", marks.depth);
    vertex.SetUniformf("lift", marks.lift);
    vtkUniforms& fragment = *shader->GetFragmentCustomUniforms();
    fragment.SetUniformf("ringWidth", marks.ring);
    fragment.SetUniformf("fogShare", marks.fogShare);
    setColor(fragment, "ringColor", marks.ringColor);
    setColor(fragment, "fogColor", marks.fog);
}

} // namespace widgets
