#pragma once

#include "app/panels/window_lesson.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;

namespace widgets {
class SegmentedSwitch;
}

namespace app::panels {

// What the explainer explains: a window, the picture below it and the numbers in it.
struct LessonChoice {
    enum class Picture { Counting, Edge, Sample };
    enum class Kernel { Trained, AntiDiagonal, VerticalEdges, HorizontalEdges, Blur, Sharpen, Own };

    WindowSettings window;
    Picture picture = Picture::Counting;
    int sample = 0, channel = 0; // of the picture
    Kernel kernel = Kernel::AntiDiagonal;
    int filter = 0; // of a trained kernel
    bool operator==(const LessonChoice&) const = default;
};
// What there is to choose from now.
struct LessonOffer {
    int samples = 0; // 0: the data is not here
    int channels = 1, filters = 1;
    bool trained = false;
    bool layerPicture = false; // samples are seen as they arrive at that layer
    bool operator==(const LessonOffer&) const = default;
};

// The settings of the explainer in as many lines as they need. It shows what it is given and says what is
// wished.
class LessonTools : public QWidget {
    Q_OBJECT
public:
    explicit LessonTools(QWidget* parent = nullptr);

    void setChoice(const LessonChoice& choice, const LessonOffer& offer);
    void retranslate();

signals:
    void wished(const app::panels::LessonChoice& choice);

private:
    // Height and width; the second box is there only where the two differ.
    struct Pair {
        QWidget* whole = nullptr;
        QLabel *label = nullptr, *times = nullptr;
        QSpinBox *height = nullptr, *width = nullptr;
    };
    QWidget* labelled(QLabel*& label, QWidget* field);
    QSpinBox* makeNumber();
    Pair makePair(int WindowSettings::Side::*part);
    void showPair(const Pair& pair, int height, int width) const;
    void wish(const LessonChoice& choice);

    LessonChoice m_choice;
    QComboBox *m_kind, *m_picture, *m_kernel;
    QLabel *m_pictureLabel, *m_sampleLabel, *m_channelLabel, *m_kernelLabel, *m_filterLabel, *m_paddingLabel;
    Pair m_size, m_stride, m_dilation;
    widgets::SegmentedSwitch* m_padding;
    QSpinBox *m_sample, *m_channel, *m_filter;
};

} // namespace app::panels
