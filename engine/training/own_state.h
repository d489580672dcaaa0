#pragma once

#include "engine/training/network.h"

namespace engine {

// While it lives, a stateful network may be run over samples one after the other from the zero state, as it
// was trained; then what training keeps is back in place. Of other networks it does nothing.
class OwnState {
public:
    explicit OwnState(Network& network) : m_network(network), m_needed(!network.statefulNodes().empty())
    {
        if (!m_needed)
            return;
        m_before = network.copyState();
        network.resetState();
    }
    ~OwnState()
    {
        if (m_needed)
            m_network.setState(m_before);
    }
    OwnState(const OwnState&) = delete;
    OwnState& operator=(const OwnState&) = delete;

    bool needed() const { return m_needed; }
    void restart()
    {
        if (m_needed)
            m_network.resetState();
    }

private:
    Network& m_network;
    bool m_needed;
    NamedTensors m_before;
};

} // namespace engine
