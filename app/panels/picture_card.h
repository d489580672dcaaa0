#pragma once

#include <QImage>
#include <QWidget>

#include <span>
#include <string>
#include <vector>

class QLabel;

namespace widgets {
class ClassBars;
class PictureView;
} // namespace widgets

namespace app::panels {

// One picture of the data, enlarged: where it comes from, its class, and what the network takes it for.
class PictureCard : public QWidget {
    Q_OBJECT
public:
    explicit PictureCard(QWidget* parent = nullptr);

    void setPicture(const QImage& picture, const QString& place, int truth,
                    const std::vector<std::string>& classes);
    void setChances(std::span<const float> chances); // empty: not asked yet

protected:
    void changeEvent(QEvent* event) override;

private:
    void showVerdict();

    std::vector<std::string> m_classes;
    std::vector<float> m_chances;
    int m_truth = -1;
    QLabel *m_class, *m_icon, *m_verdict;
    widgets::PictureView* m_picture;
    widgets::ClassBars* m_bars;
};

} // namespace app::panels
