#pragma once

#include "app/panels/map_settings.h"

#include <QScrollArea>

namespace widgets {
class FieldForm;
struct FormField;
} // namespace widgets

namespace app::panels {

// What is mapped, how, and how it looks: the column of settings beside the map.
class MapControls : public QScrollArea {
    Q_OBJECT
public:
    explicit MapControls(QWidget* parent = nullptr);

    const MapSettings& settings() const { return m_settings; }
    void setSettings(const MapSettings& settings); // says nothing
    // Those of the network: the table follows. Goes on with the chosen one, if it is among them.
    void setSources(const std::vector<engine::PointSource>& sources);
    // The chosen one; nothing: the table, or there is no network.
    std::optional<engine::PointSource> source() const;
    // What the points have decides which colours are offered.
    void setFound(const engine::PointSet& points);
    void retranslate();

    QSize sizeHint() const override;

signals:
    void edited(); // other points or another method: for the next map
    void appearanceEdited(); // at once
    void tableWished(); // the user wants to load one

private:
    int chosenSource() const; // -1: the table
    QList<widgets::FormField> pointFields() const;
    QList<widgets::FormField> methodFields() const;
    QList<widgets::FormField> appearanceFields() const;
    widgets::FormField sourceField() const;
    void show();
    void take(const QString& key, const QVariant& value);
    void chooseSource(const QString& id);
    bool takeAppearance(const QString& key, const QVariant& value);
    void takeMethod(const QString& key, const QVariant& value);

    MapSettings m_settings;
    std::vector<engine::PointSource> m_sources;
    engine::PointSet m_found; // what is known of the points; without their values
    widgets::FieldForm* m_form;
};

} // namespace app::panels
