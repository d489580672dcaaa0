#pragma once

#include "engine/datasets/dataset_type.h"
#include "engine/training/settings.h"

#include <QList>
#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

namespace app {

// Loads data sets on a worker thread and keeps those in use, by choice (id and settings).
class DataStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~DataStore() override;

    // Loaded already, or null; then want() it.
    const engine::Dataset* loaded(const engine::Choice& choice) const;
    void want(const engine::Choice& choice); // answers with arrived() or failed(), at once when it is there
    void cancel();
    bool isLoading() const { return m_loading.has_value(); }
    double progress() const { return m_progress; } // 0 to 1
    void forget(); // data sets were put into the folder meanwhile

    // Cheap: may this data set be loaded, and if not, what is missing?
    static engine::Result<void> present(const engine::Choice& choice);

signals:
    void progressed(double fraction);
    void arrived(const engine::Choice& choice);
    void remarked(const engine::Problem& remark); // of a data set that arrives
    void failed(const engine::Choice& choice, const engine::Problem& problem);
    void cancelled(const engine::Choice& choice);

private:
    struct Kept {
        engine::Choice choice;
        engine::Dataset data;
    };
    void startNext();
    void finished(const engine::Choice& choice,
                  const std::shared_ptr<engine::Result<engine::Dataset>>& result, bool wasCancelled);

    QList<Kept> m_kept; // newest first, a few only
    QList<engine::Choice> m_waiting;
    std::optional<engine::Choice> m_loading;
    std::shared_ptr<std::atomic<bool>> m_cancel;
    double m_progress = 0;
};

} // namespace app
