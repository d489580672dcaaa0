#pragma once

#include "app/panels/sample_outputs.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace widgets {
class ClassBars;
class PictureView;
} // namespace widgets

namespace app::panels {

class SampleChooser;

// Beside the maps: the sample they were made from, the network's answer, one map enlarged, and what the
// pointer is on.
class SampleSide : public QWidget {
    Q_OBJECT
public:
    explicit SampleSide(Selection& selection, QWidget* parent = nullptr);

    void setPlan(const std::shared_ptr<const LiveNetwork::Plan>& plan);
    void setData(const engine::Dataset& data);
    SampleRef sample() const; // a row of -1: none
    void setOutputs(const SampleOutputs& outputs);
    void enlarge(const LayerMaps* layer, int map, bool alike); // null: none
    // The pointer is on a pixel of this map: says its value, and frames what it depends on. Null: on none.
    void point(const LayerMaps* layer, int map, const QPoint& pixel);
    void fill(widgets::ClassBars& bars, std::span<const float> shares) const;
    void retranslate();

signals:
    void sampleChanged();
    void enlargedHovered(const QPoint& pixel);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showInput();
    void pointAtInput(const QPoint& pixel);

    SampleChooser* m_sample;
    QBoxLayout* m_pictures;
    widgets::PictureView *m_input, *m_map;
    widgets::ClassBars* m_prediction;
    QLabel* m_hint;

    std::shared_ptr<const LiveNetwork::Plan> m_plan;
    engine::Dataset m_data;
    std::optional<PictureInput> m_picture;
    std::optional<ClassOutput> m_classes;
    std::vector<float> m_values; // of the picture
    std::vector<float> m_shares;
    int m_label = -1;
    std::pair<engine::NodeId, int> m_enlarged{0, -1}; // layer and map
};

} // namespace app::panels
