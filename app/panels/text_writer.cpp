#include "app/panels/text_writer.h"

#include "app/background.h"

#include "engine/base/serial_scope.h"

namespace app::panels {

struct TextWriter::Job {
    std::shared_ptr<const LiveNetwork::Plan> plan;
    std::shared_ptr<const engine::TextWindows> text;
    engine::TextOutput output;
    engine::NamedTensors weights;
    Piece piece;
    std::shared_ptr<std::atomic<bool>> wanted;
};

TextWriter::TextWriter(LiveNetwork& network, QObject* parent) : QObject(parent), m_network(network) {}

TextWriter::~TextWriter()
{
    leaveOff();
}

void TextWriter::leaveOff()
{
    if (m_wanted)
        *m_wanted = false;
    m_wanted.reset();
}

// The network itself answers others meanwhile: a long text is written with a copy of its weights.
void TextWriter::write(std::shared_ptr<const engine::TextWindows> text, const engine::TextOutput& output,
                       const engine::WritingWish& wish)
{
    leaveOff();
    auto job = std::make_shared<Job>(Job{m_network.plan(), std::move(text), output, {}, {0, wish, {}}, {}});
    m_network.ask(
        this, [](engine::Network& network) { return network.copyWeights(); },
        [this, job](engine::NamedTensors weights) {
            job->weights = std::move(weights);
            job->piece.epoch = m_network.epoch();
            run(job);
        });
}

void TextWriter::run(const std::shared_ptr<Job>& job)
{
    leaveOff();
    m_wanted = job->wanted = std::make_shared<std::atomic<bool>>(true);
    const auto work = [job] {
        const engine::SerialScope serial; // one window is quicker alone than after its turn
        auto network = engine::Network::build(job->plan->graph, job->plan->columns, {.seed = 1});
        if (network && (*network)->setWeights(job->weights))
            job->piece.tokens = engine::continueText(**network, job->output, *job->text, job->piece.wish,
                                                     [job] { return job->wanted->load(); });
        return job;
    };
    background(this, work, [this](const std::shared_ptr<Job>& done) {
        if (done->wanted != m_wanted)
            return;
        m_wanted.reset();
        if (done->plan == m_network.plan() && !done->piece.tokens.empty())
            emit written(done->piece);
    });
}

} // namespace app::panels
