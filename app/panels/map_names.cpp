// What the points of an embedding map are called.
#include "app/panels/map_side.h"
#include "app/panels/rebuild.h"
#include "app/panels/visible_token.h"

#include <QCoreApplication>

#include <algorithm>

namespace app::panels {

namespace {

QString say(const char* words)
{
    return QCoreApplication::translate("app::panels::MapNames", words);
}

constexpr qsizetype longestTitle = 60;
constexpr std::size_t mostSearched = 100000; // rows, for the place of one of them

} // namespace

MapNames::MapNames(SharedPoints points) : m_points(std::move(points))
{
    if (!m_points)
        return;
    for (const std::string& name : m_points->set.classNames)
        m_classNames << visibleName(name);
    if (m_points->set.rows.empty() || !m_points->data.columns)
        return;
    for (const engine::Column& column : *m_points->data.columns)
        if (const engine::Shape& shape = column.signal.shape;
            shape.rank() == 3 && (shape[2] == 1 || shape[2] == 3)) {
            m_column = column.name;
            m_shape = shape;
            return;
        }
}

QString MapNames::className(int point) const
{
    const std::vector<std::int32_t>& classes = m_points->set.classes;
    const std::int32_t id = classes.empty() ? -1 : classes[static_cast<std::size_t>(point)];
    return id < 0 ? QString() : m_classNames[id];
}

// Counted within its part, as everywhere.
QString MapNames::place(int point) const
{
    if (m_points->set.rows.empty())
        return say(QT_TRANSLATE_NOOP("app::panels::MapNames", "Row %1")).arg(grouped(point + 1));
    const auto part = m_points->wish.outputs.part;
    const char* words = part == engine::Dataset::Part::Train
        ? QT_TRANSLATE_NOOP("app::panels::MapNames", "Training sample %1")
        : part == engine::Dataset::Part::Validation
        ? QT_TRANSLATE_NOOP("app::panels::MapNames", "Validation sample %1")
        : QT_TRANSLATE_NOOP("app::panels::MapNames", "Test sample %1");
    const engine::Rows& rows = m_points->data.rows(part);
    const std::int32_t row = m_points->set.rows[static_cast<std::size_t>(point)];
    const qint64 at = rows.size() > mostSearched ? row : std::ranges::find(rows, row) - rows.begin();
    return say(words).arg(grouped(at + 1));
}

QString MapNames::title(int point) const
{
    const engine::PointSet& set = m_points->set;
    if (!set.labels.empty()) {
        const std::string& given = set.labels[static_cast<std::size_t>(point)];
        const QString label = set.rows.empty() ? visibleToken(given) : app::text(given).simplified();
        return label.size() > longestTitle ? label.left(longestTitle) + QChar(0x2026) : label;
    }
    const QString name = className(point);
    return name.isEmpty() ? place(point) : name;
}

QStringList MapNames::facts(int point) const
{
    const engine::PointSet& set = m_points->set;
    QStringList facts;
    if (const QString name = className(point); !name.isEmpty() && !set.labels.empty())
        facts << name;
    if (!set.numbers.empty())
        facts << QString("%1: %2").arg(translateEngine(set.numbersName),
                                       measured(double(set.numbers[static_cast<std::size_t>(point)])));
    if (const QString where = place(point); where != title(point))
        facts << where;
    return facts;
}

QImage MapNames::picture(int point) const
{
    if (m_column.empty())
        return {};
    const std::int32_t row = m_points->set.rows[static_cast<std::size_t>(point)];
    const engine::Batch batch = engine::gather(m_points->data, std::span(&m_column, 1), std::span(&row, 1));
    return panels::picture(batch.at(m_column), 0, m_shape);
}

bool MapNames::matches(int point, const QStringList& terms) const
{
    const engine::PointSet& set = m_points->set;
    const QString label =
        set.labels.empty() ? QString() : app::text(set.labels[static_cast<std::size_t>(point)]);
    const QString name = className(point);
    return std::ranges::all_of(terms, [&](const QString& term) {
        return label.contains(term, Qt::CaseInsensitive) || name.contains(term, Qt::CaseInsensitive);
    });
}

} // namespace app::panels
