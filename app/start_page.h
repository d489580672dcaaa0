#pragma once

#include "app/recovery.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace widgets {
class ElidedLabel;
class EmptyState;
class FlowGrid;
class SampleCard;
class SegmentedSwitch;
} // namespace widgets

namespace app {

// The first thing anybody sees: samples as cards, recent projects, new and open, and what a crash left.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    void refresh(); // recent projects and lost work
    void setBackTitle(const QString& title); // of the open project; empty: there is none
    QStringList shownSamples() const;

signals:
    void newWished();
    void openWished();
    void backWished();
    void fileChosen(const QString& path);
    void sampleChosen(const QString& id);
    void restoreWished(const app::LostWork& work);
    void keysWished();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeSide();
    QWidget* makeSamples();
    void fillSamples();
    void fillRecent();
    void fillLost();
    void filter();
    void retranslate();

    QLabel *m_name, *m_motto, *m_recentTitle, *m_samplesTitle, *m_version;
    widgets::ElidedLabel* m_samplesHint;
    QPushButton *m_new, *m_open, *m_back, *m_keys;
    QVBoxLayout *m_recent, *m_lost;
    widgets::SegmentedSwitch* m_groups;
    QLineEdit* m_search;
    widgets::FlowGrid* m_grid;
    widgets::EmptyState* m_none;
    QList<widgets::SampleCard*> m_cards;
};

} // namespace app
