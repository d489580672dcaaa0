#pragma once

#include "app/live_network.h"
#include "app/panels/latent_codes.h"

#include <QTimer>

namespace app::panels {

// Measures the latent space of the live network on many samples, in pieces that let other questions through,
// and again as the network learns.
class LatentMeter : public QObject {
    Q_OBJECT
public:
    struct Subject {
        LatentNode latent;
        engine::Dataset data;
        std::vector<std::int32_t> rows;
    };
    LatentMeter(LiveNetwork& network, QObject* parent);

    void setSubject(const std::optional<Subject>& subject); // drops what is known of another one
    void measure(); // soon, with the weights of then

signals:
    void measured(const std::shared_ptr<const LatentSpace>& space);

private:
    void start();
    void askForPiece();
    void take(const Encoded& piece);
    void finish();

    LiveNetwork& m_network;
    std::shared_ptr<const Subject> m_subject;
    Encoded m_encoded;
    std::size_t m_done = 0; // rows
    bool m_busy = false, m_again = false;
    QTimer m_rest; // between two measurements, for the training's sake
};

} // namespace app::panels
