#pragma once

#include "app/panels/picture_answer.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace widgets {
class ClassBars;
class PictureView;
} // namespace widgets

namespace app::panels {

// What the network sees of a drawing and, for each of its Outputs, what it says: bars or a picture.
class DrawAnswers : public QWidget {
    Q_OBJECT
public:
    explicit DrawAnswers(QWidget* parent = nullptr);

    void setReader(const PictureReader& reader);
    void setSeen(const QImage& picture, const QString& caption);
    void setSaid(const std::vector<Said>& said); // empty: nothing was asked

protected:
    void changeEvent(QEvent* event) override;

private:
    // Either a picture, or bars with a title.
    struct Answer {
        widgets::PictureView* picture = nullptr;
        widgets::ClassBars* bars = nullptr;
        QLabel* title = nullptr;
    };
    void retranslate();
    widgets::PictureView* addPicture(int side);
    void addBars(Answer& answer);

    PictureReader m_reader;
    QBoxLayout* m_layout;
    widgets::PictureView* m_seen = nullptr;
    std::vector<Answer> m_answers;
    std::vector<QWidget*> m_columns; // in the layout
};

} // namespace app::panels
