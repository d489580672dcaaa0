// Summary: the network as a table of layers, shapes and parameters.
#include "app/panels/panel_frame.h"
#include "app/text.h"

#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

namespace app::panels {

namespace {

constexpr int idRole = Qt::UserRole;

class Summary final : public PanelFrame {
    Q_OBJECT
public:
    Summary(const Workbench& workbench, QWidget* parent) : PanelFrame(workbench, parent, Tools::Below)
    {
        m_table = new QTreeWidget;
        m_table->setRootIsDecorated(false);
        m_table->setUniformRowHeights(true);
        m_table->setFrameShape(QFrame::NoFrame);
        m_copy = new QPushButton(widgets::icon("copy"), {});
        m_totals = new QLabel;
        m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);
        tools()->addWidget(m_totals, 1);
        tools()->addWidget(m_copy);
        setContent(m_table);

        connect(&workbench.document, &Document::changed, this, &Summary::showNetwork);
        connect(&workbench.document, &Document::opened, this, &Summary::showNetwork);
        connect(&workbench.selection, &Selection::nodesChanged, this, &Summary::showSelection);
        connect(m_table, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) {
            emit m_workbench.wishes.showNode(item->data(0, idRole).toInt());
        });
        connect(m_copy, &QPushButton::clicked, this,
                [this] { QApplication::clipboard()->setText(asText()); });
        retranslate();
    }

protected:
    void retranslate() override
    {
        m_table->setHeaderLabels(
            {tr("Layer"), tr("Kind"), tr("Settings"), tr("Output shape"), tr("Parameters")});
        m_table->headerItem()->setTextAlignment(4, Qt::AlignRight | Qt::AlignVCenter);
        m_copy->setText(tr("Copy as text"));
        emptyState().setContent("table", tr("The canvas is empty."));
        showNetwork();
    }

private:
    void showNetwork()
    {
        const Document& document = m_workbench.document;
        const engine::Analysis& analysis = document.analysis();
        m_table->clear();
        for (const engine::Node& node : document.graph().nodes)
            if (std::ranges::find(analysis.order, node.id) == analysis.order.end())
                addRow(node, {});
        int place = 0;
        for (engine::NodeId id : analysis.order)
            addRow(*document.graph().node(id), analysis.nodes.at(id), place++);
        for (int column = 0; column < m_table->columnCount(); ++column)
            m_table->resizeColumnToContents(column);
        m_totals->setText(tr("%1 parameters, %2 of them trainable; %3 multiply-adds per sample")
                              .arg(grouped(analysis.parameters), grouped(analysis.trainable),
                                   grouped(analysis.multiplyAdds)));
        document.graph().nodes.empty() ? showEmpty() : showContent();
        showSelection();
    }

    void addRow(const engine::Node& node, const engine::NodeAnalysis& found, int place = -1)
    {
        const engine::LayerType* type = engine::findLayerType(node.type);
        const QString shape = !found.known ? "?"
            : found.outputs.empty()        ? QString()
                                           : shapeText(found.outputs[0].shape);
        auto* item = new QTreeWidgetItem(
            {text(node.name), type ? translateEngine(type->title) : text(node.type), text(found.settings),
             shape, found.known ? grouped(found.parameters) : QString("?")});
        item->setData(0, idRole, node.id);
        item->setTextAlignment(4, Qt::AlignRight | Qt::AlignVCenter);
        m_table->insertTopLevelItem(place < 0 ? m_table->topLevelItemCount() : place, item);
    }

    void showSelection()
    {
        for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
            QTreeWidgetItem* item = m_table->topLevelItem(i);
            item->setSelected(m_workbench.selection.nodes().contains(item->data(0, idRole).toInt()));
        }
    }

    QString asText() const
    {
        const int columns = m_table->columnCount();
        QList<int> widths(columns, 0);
        QList<QStringList> rows;
        const auto add = [&](const QTreeWidgetItem* item) {
            QStringList row;
            for (int c = 0; c < columns; ++c) {
                row << item->text(c);
                widths[c] = std::max(widths[c], static_cast<int>(row.last().size()));
            }
            rows << row;
        };
        add(m_table->headerItem());
        for (int i = 0; i < m_table->topLevelItemCount(); ++i)
            add(m_table->topLevelItem(i));
        QString all;
        for (const QStringList& row : rows) {
            QString line;
            for (int c = 0; c < columns; ++c)
                line +=
                    (c + 1 == columns ? row[c].rightJustified(widths[c]) : row[c].leftJustified(widths[c])) +
                    "  ";
            all += line.trimmed() + '\n';
        }
        return all + m_totals->text() + '\n';
    }

    QTreeWidget* m_table;
    QLabel* m_totals;
    QPushButton* m_copy;
};

} // namespace

Panel summary()
{
    return {.id = "summary",
            .title = [] { return Summary::tr("Summary"); },
            .place = Panel::Place::Upper,
            .order = 80,
            .shortcut = QKeySequence("Alt+8"),
            .create = [](const Workbench& w, QWidget* parent) { return new Summary(w, parent); }};
}

} // namespace app::panels

#include "summary.moc"
