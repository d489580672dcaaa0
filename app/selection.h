#pragma once

#include "engine/datasets/dataset.h"

#include <QList>
#include <QObject>

#include <string>

namespace app {

// One sample of the data, as panels point at it.
struct SampleRef {
    engine::Dataset::Part part = engine::Dataset::Part::Test;
    int row = -1; // row number of the data set; -1: none
    bool operator==(const SampleRef&) const = default;
};

// What the user looks at: nodes on the canvas, a run, a sample. Shared by canvas, inspector and panels.
class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const QList<int>& nodes() const { return m_nodes; }
    const std::string& run() const { return m_run; } // empty: the newest one
    const SampleRef& sample() const { return m_sample; }

    void setNodes(const QList<int>& nodes)
    {
        if (nodes == m_nodes)
            return;
        m_nodes = nodes;
        emit nodesChanged();
    }
    void setRun(const std::string& run)
    {
        if (run == m_run)
            return;
        m_run = run;
        emit runChanged();
    }
    void setSample(const SampleRef& sample)
    {
        if (sample == m_sample)
            return;
        m_sample = sample;
        emit sampleChanged();
    }

signals:
    void nodesChanged();
    void runChanged();
    void sampleChanged();

private:
    QList<int> m_nodes;
    std::string m_run;
    SampleRef m_sample;
};

} // namespace app
