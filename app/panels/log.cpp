// Log: what happened, with times; a click on an entry goes to its layer.
#include "app/log.h"

#include "app/panels/panel_frame.h"

#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeWidget>

namespace app::panels {

namespace {

class LogList final : public PanelFrame {
    Q_OBJECT
public:
    LogList(const Workbench& workbench, QWidget* parent) : PanelFrame(workbench, parent, Tools::Below)
    {
        m_list = new QTreeWidget;
        m_list->setColumnCount(2);
        m_list->setHeaderHidden(true);
        m_list->setRootIsDecorated(false);
        m_list->setWordWrap(true);
        m_list->setFrameShape(QFrame::NoFrame);
        m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
        m_copy = new QPushButton(widgets::icon("copy"), {});
        m_clear = new QPushButton(widgets::icon("delete"), {});
        tools()->addStretch();
        tools()->addWidget(m_copy);
        tools()->addWidget(m_clear);
        setContent(m_list);

        connect(&workbench.log, &Log::added, this, &LogList::add);
        connect(&workbench.log, &Log::cleared, this, [this] {
            m_list->clear();
            showEmpty();
        });
        connect(m_clear, &QPushButton::clicked, &workbench.log, &Log::clear);
        connect(m_copy, &QPushButton::clicked, this, &LogList::copy);
        connect(m_list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
            if (const int node = item->data(0, Qt::UserRole).toInt())
                emit m_workbench.wishes.showNode(node);
        });
        for (const LogEntry& entry : workbench.log.entries())
            add(entry);
        retranslate();
    }

protected:
    void retranslate() override
    {
        m_copy->setText(tr("Copy"));
        m_clear->setText(tr("Clear"));
        emptyState().setContent("text", tr("Nothing has happened yet."));
    }

private:
    void add(const LogEntry& entry)
    {
        static const QStringList icons{"info", "warning", "error"};
        const bool atEnd = m_list->verticalScrollBar()->value() == m_list->verticalScrollBar()->maximum();
        auto* item =
            new QTreeWidgetItem(m_list, {QLocale().toString(entry.time.time(), "HH:mm:ss"), entry.text});
        item->setIcon(0, widgets::icon(icons[static_cast<int>(entry.severity)]));
        item->setData(0, Qt::UserRole, entry.node);
        item->setToolTip(1, entry.node ? tr("Press Enter or double-click to see the layer") : entry.text);
        m_list->resizeColumnToContents(0);
        showContent();
        if (atEnd)
            m_list->scrollToBottom();
    }

    void copy()
    {
        QStringList lines;
        for (const LogEntry& entry : m_workbench.log.entries())
            lines << entry.time.toString(Qt::ISODate) + "  " + entry.text;
        QApplication::clipboard()->setText(lines.join('\n') + '\n');
    }

    QTreeWidget* m_list;
    QPushButton *m_copy, *m_clear;
};

} // namespace

Panel log()
{
    return {.id = "log",
            .title = [] { return LogList::tr("Log"); },
            .place = Panel::Place::Upper,
            .order = 90,
            .shortcut = QKeySequence("Alt+9"),
            .create = [](const Workbench& w, QWidget* parent) { return new LogList(w, parent); }};
}

} // namespace app::panels

#include "log.moc"
