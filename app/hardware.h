#pragma once

#include <QString>

#include <functional>

class QObject;

namespace engine {
struct TrainingSettings;
}

namespace app {

// What a run says of the machine it trained on ("CPU, 2 threads"), in the user's language; what another
// version wrote there, or the name of a card, comes back as it is.
QString hardwareTitle(const std::string& hardware);

// Looks for a graphics card on another thread, because loading CUDA takes a while, and says when it is known
// whether there is one. Until then nothing here counts on one.
void lookForCard(QObject* receiver, const std::function<void()>& known);

// Of what trains with these settings.
bool usesCard(const engine::TrainingSettings& settings);
std::string hardwareText(const engine::TrainingSettings& settings); // as a run keeps it
QString hardwareExplanation(const engine::TrainingSettings& settings); // why, and with which libraries

} // namespace app
