#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace app {

// Runs work() on a worker thread, then done(its result) on the main thread, where the receiver lives, unless
// the receiver is gone by then. Neither side may share mutable state: copy into work, take the result out.
template <class Work, class Done>
void background(QObject* receiver, Work work, Done done)
{
    using Value = std::invoke_result_t<Work&>;
    Q_ASSERT(receiver->thread() == QCoreApplication::instance()->thread());
    QPointer<QObject> guard(receiver);
    QThreadPool::globalInstance()->start([guard, work = std::move(work), done = std::move(done)]() mutable {
        auto value = std::make_shared<Value>(work());
        QCoreApplication* application = QCoreApplication::instance();
        if (!application) // the program ended meanwhile
            return;
        QMetaObject::invokeMethod(
            application,
            [guard, value, done = std::move(done)]() mutable {
                if (guard)
                    done(std::move(*value));
            },
            Qt::QueuedConnection);
    });
}

} // namespace app
