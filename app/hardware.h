#pragma once

#include <QString>

namespace app {

// What a run says of the machine it trained on ("CPU, 2 threads"), in the user's language; what another
// version wrote there comes back as it is.
QString hardwareTitle(const std::string& hardware);

} // namespace app
