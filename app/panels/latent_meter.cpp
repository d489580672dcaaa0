#include "app/panels/latent_meter.h"

#include "app/background.h"

#include <algorithm>

namespace app::panels {

namespace {

constexpr std::size_t piece = 100; // samples
constexpr int restMilliseconds = 500;

} // namespace

LatentMeter::LatentMeter(LiveNetwork& network, QObject* parent) : QObject(parent), m_network(network)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_again)
            start();
    });
}

void LatentMeter::setSubject(const std::optional<Subject>& subject)
{
    m_subject = subject ? std::make_shared<const Subject>(*subject) : nullptr;
    m_busy = m_again = false;
    m_rest.stop();
}

void LatentMeter::measure()
{
    if (!m_subject || m_subject->rows.empty())
        return;
    m_again = true;
    if (!m_busy && !m_rest.isActive())
        start();
}

void LatentMeter::start()
{
    m_again = false;
    m_busy = true;
    m_done = 0;
    m_encoded = {};
    askForPiece();
}

void LatentMeter::askForPiece()
{
    const auto work = [subject = m_subject, first = m_done](engine::Network& network) {
        const std::size_t count = std::min(piece, subject->rows.size() - first);
        return encode(network, subject->latent, subject->data,
                      std::span(subject->rows).subspan(first, count));
    };
    m_network.ask(this, work, [this, subject = m_subject](const Encoded& encoded) {
        if (subject == m_subject)
            take(encoded);
    });
}

void LatentMeter::take(const Encoded& part)
{
    m_encoded.codes.insert(m_encoded.codes.end(), part.codes.begin(), part.codes.end());
    m_encoded.logVariances.insert(m_encoded.logVariances.end(), part.logVariances.begin(),
                                  part.logVariances.end());
    m_done += piece;
    if (m_done < m_subject->rows.size())
        askForPiece();
    else
        finish();
}

void LatentMeter::finish()
{
    background(
        this,
        [encoded = std::move(m_encoded), size = m_subject->latent.size()] {
            return std::make_shared<const LatentSpace>(latentSpace(encoded, size));
        },
        [this, subject = m_subject](const std::shared_ptr<const LatentSpace>& space) {
            if (subject != m_subject)
                return;
            m_busy = false;
            m_rest.start();
            emit measured(space);
        });
}

} // namespace app::panels
