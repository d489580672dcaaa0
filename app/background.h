#pragma once

#include <QMetaObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace app {

// Runs work() on a worker thread, then done(its result) on the receiver's thread, unless the receiver is gone
// by then. Neither side may share mutable state: copy into work, take the result out.
template <class Work, class Done>
void background(QObject* receiver, Work work, Done done)
{
    using Value = std::invoke_result_t<Work&>;
    // The receiver may die on its own thread at any moment: the worker only ever posts to this relay.
    auto relay = std::shared_ptr<QObject>(new QObject, [](QObject* object) { object->deleteLater(); });
    relay->moveToThread(receiver->thread());
    QPointer<QObject> guard(receiver);
    QThreadPool::globalInstance()->start(
        [relay, guard, work = std::move(work), done = std::move(done)]() mutable {
            auto value = std::make_shared<Value>(work());
            QMetaObject::invokeMethod(
                relay.get(),
                [relay, guard, value, done = std::move(done)]() mutable {
                    if (guard)
                        done(std::move(*value));
                },
                Qt::QueuedConnection);
        });
}

} // namespace app
