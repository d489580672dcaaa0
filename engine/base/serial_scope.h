#pragma once

namespace engine {

// While it lives, what its thread asks for with parallel() runs on that thread alone: a small answer never
// waits for the turn of a training that keeps all threads busy.
class SerialScope {
public:
    SerialScope();
    ~SerialScope();
    SerialScope(const SerialScope&) = delete;
    SerialScope& operator=(const SerialScope&) = delete;

private:
    bool m_before;
};

} // namespace engine
