#include "app/data_store.h"

#include "app/background.h"

#include <QCoreApplication>

namespace app {

DataStore::~DataStore()
{
    cancel();
}

const engine::Dataset* DataStore::loaded(const engine::Choice& choice) const
{
    for (const Kept& kept : m_kept)
        if (kept.choice == choice)
            return &kept.data;
    return nullptr;
}

void DataStore::want(const engine::Choice& choice)
{
    if (loaded(choice)) {
        emit arrived(choice);
        return;
    }
    if ((m_loading && *m_loading == choice) || m_waiting.contains(choice))
        return;
    m_waiting.append(choice);
    if (!m_loading)
        startNext();
}

void DataStore::cancel()
{
    m_waiting.clear();
    if (m_cancel)
        *m_cancel = true;
}

void DataStore::forget()
{
    m_kept.clear();
}

engine::Result<void> DataStore::present(const engine::Choice& choice)
{
    const engine::DatasetType* type = engine::findDatasetType(choice.id);
    if (!type)
        return engine::Problem{TR("This version knows no data set called “%1”; choose another one."),
                               {choice.id}};
    if (auto allowed = engine::check(type->fields, choice.attributes); !allowed)
        return allowed;
    const auto folder = engine::dataFolder();
    auto present = type->present(choice.attributes, folder);
    return present && type->usable ? type->usable(choice.attributes, folder) : present;
}

void DataStore::startNext()
{
    if (m_waiting.isEmpty())
        return;
    m_loading = m_waiting.takeFirst();
    m_cancel = std::make_shared<std::atomic<bool>>(false);
    m_progress = 0;
    const engine::Choice choice = *m_loading;
    QPointer<DataStore> guard(this);
    // Progress is posted at most once per percent: loading must not flood the event loop.
    auto report = [guard, cancel = m_cancel, last = -1](double fraction) mutable {
        QCoreApplication* application = QCoreApplication::instance();
        if (const int now = int(fraction * 100); now != last && application) {
            last = now;
            QMetaObject::invokeMethod(
                application,
                [guard, fraction] {
                    if (guard && guard->m_loading) {
                        guard->m_progress = fraction;
                        emit guard->progressed(fraction);
                    }
                },
                Qt::QueuedConnection);
        }
        return !cancel->load();
    };
    auto work = [choice, report, cancel = m_cancel] {
        using Answer = std::shared_ptr<engine::Result<engine::Dataset>>;
        auto present = DataStore::present(choice);
        if (!present)
            return Answer(new engine::Result<engine::Dataset>(present.problem()));
        const engine::DatasetType* type = engine::findDatasetType(choice.id);
        return Answer(new engine::Result<engine::Dataset>(
            type->load(choice.attributes, engine::dataFolder(), engine::LoadProgress(report))));
    };
    background(this, std::move(work),
               [this, choice, cancel = m_cancel](auto result) { finished(choice, result, cancel->load()); });
}

void DataStore::finished(const engine::Choice& choice,
                         const std::shared_ptr<engine::Result<engine::Dataset>>& result, bool wasCancelled)
{
    constexpr qsizetype most = 3;
    m_loading.reset();
    m_cancel.reset();
    if (*result) {
        m_kept.prepend({choice, **result});
        if (m_kept.size() > most)
            m_kept.removeLast();
        for (const engine::Problem& remark : (*result)->remarks)
            emit remarked(remark);
        emit arrived(choice);
    } else if (wasCancelled) {
        emit cancelled(choice);
    } else {
        emit failed(choice, result->problem());
    }
    if (!m_loading)
        startNext();
}

} // namespace app
