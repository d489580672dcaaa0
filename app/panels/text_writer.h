#pragma once

#include "app/live_network.h"

#include "engine/training/generation.h"

#include <atomic>

namespace app::panels {

// Lets the network of the current run write with its newest weights, on a thread of its own.
class TextWriter : public QObject {
    Q_OBJECT
public:
    struct Piece {
        double epoch = 0; // that the network had seen
        engine::WritingWish wish;
        std::vector<engine::WrittenToken> tokens;
    };

    TextWriter(LiveNetwork& network, QObject* parent);
    ~TextWriter() override;

    // Writes as soon as there are weights; what was begun before is left off.
    void write(std::shared_ptr<const engine::TextWindows> text, const engine::TextOutput& output,
               const engine::WritingWish& wish);
    bool isWriting() const { return m_wanted != nullptr; }
    void leaveOff();

signals:
    void written(const app::panels::TextWriter::Piece& piece);

private:
    struct Job; // of one piece
    void run(const std::shared_ptr<Job>& job);

    LiveNetwork& m_network;
    std::shared_ptr<std::atomic<bool>> m_wanted; // of the piece being written; null: none
};

} // namespace app::panels
