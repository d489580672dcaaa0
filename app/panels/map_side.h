#pragma once

#include "app/panels/map_maker.h"
#include "app/panels/map_neighbours.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace widgets {
class SegmentedSwitch;
}

namespace app::panels {

// Names points and shows their pictures, for hover card, list and search.
class MapNames {
public:
    MapNames() = default;
    explicit MapNames(SharedPoints points);

    const SharedPoints& points() const { return m_points; }
    QString title(int point) const; // "word", "4", "Row 17"
    QStringList facts(int point) const; // class, number, place in the data
    QImage picture(int point) const; // null without pictures
    bool hasPictures() const { return !m_column.empty(); }
    bool matches(int point, const QStringList& terms) const; // every one, without regard to case

private:
    QString className(int point) const;
    QString place(int point) const;

    SharedPoints m_points;
    QStringList m_classNames;
    std::string m_column; // of pictures
    engine::Shape m_shape;
};

// Beside the map: the selected point and its neighbours in the original space, or the list of those selected.
class MapSide : public QWidget {
    Q_OBJECT
public:
    explicit MapSide(QWidget* parent = nullptr);

    void setNames(const MapNames& names); // of the points shown
    void setDistance(MapDistance distance); // says nothing
    void setSelected(const QVector<int>& points);
    void setNeighbours(const std::vector<MapNeighbour>& neighbours); // of the only one selected
    QString written() const; // the list as text
    void retranslate();

    QSize sizeHint() const override;

signals:
    void distanceChosen(app::panels::MapDistance distance);
    void pointChosen(int point); // in the list
    void isolateWished();
    void copyWished();
    void clearWished();

private:
    void addRow(int point, const QString& trailing);
    void showOne(int point);
    void showMany();

    MapNames m_names;
    QVector<int> m_selected;
    std::vector<MapNeighbour> m_neighbours;
    MapDistance m_distance = MapDistance::Cosine;
    QLabel *m_title, *m_picture, *m_facts, *m_listTitle;
    widgets::SegmentedSwitch* m_metric;
    QListWidget* m_list;
    QPushButton *m_copy, *m_isolate, *m_clear;
};

} // namespace app::panels
