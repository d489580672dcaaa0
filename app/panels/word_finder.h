#pragma once

#include "app/panels/word_finds.h"
#include "app/workbench.h"

namespace app::panels {

// Keeps asking the network of the current run which words are near those chosen: once an epoch, and when the
// wish changes.
class WordFinder : public QObject {
    Q_OBJECT
public:
    WordFinder(const Workbench& workbench, QWidget* panel);

    const std::vector<engine::NodeId>& embeddings() const { return m_embeddings; } // of the run's network
    QStringList embeddingNames() const;
    const std::shared_ptr<const engine::TextWindows>& text() const { return m_text; } // null: not loaded yet
    const WordNames& names() const { return m_names; }
    const std::optional<WordFinds>& finds() const { return m_finds; }
    const WordFinds* before() const { return m_before ? &*m_before : nullptr; } // an epoch ago

    const WordWish& wish() const { return m_wish; }
    void setWish(const WordWish& wish);

    // Looks whether run, data or weights are others; asks only while the panel is seen.
    void update();
    void startAnew();
    void retranslate();

signals:
    void networkChanged();
    void textArrived();
    void found();

private:
    void takePlan();
    void takeText();
    void ask();
    void take(const WordFinds& finds);

    Workbench m_workbench;
    const QWidget& m_panel;
    std::shared_ptr<const LiveNetwork::Plan> m_plan;
    std::vector<engine::NodeId> m_embeddings;
    std::shared_ptr<const engine::TextWindows> m_text;
    WordNames m_names;
    WordWish m_wish;
    std::optional<WordFinds> m_finds, m_before;
};

} // namespace app::panels
