// How quick the window is: until it is first painted, until a sample is open, and how long the longest event
// keeps it busy while a network trains on all cores, and how soon the latent space answers a slider. usage:
// window_bench [SECONDS]
#include "app/appearance.h"
#include "app/main_window.h"

#include "widgets/large_picture.h"
#include "widgets/slider_list.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSlider>
#include <QTimer>
#include <QWindow>

#include <algorithm>
#include <cstdio>

namespace {

// Sees every event pass; keeps the longest ones.
class StopwatchApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        const int type = event->type();
        const QByteArray name = receiver->metaObject()->className();
        QElapsedTimer timer;
        timer.start();
        const bool result = QApplication::notify(receiver, event);
        const double milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        ++m_events;
        if (milliseconds > 50)
            ++m_long;
        if (type == QEvent::MetaCall)
            m_longestCall = std::max(m_longestCall, milliseconds);
        if (milliseconds > m_longest) {
            m_longest = milliseconds;
            m_what = name + ", event " + QByteArray::number(type);
        }
        return result;
    }

    void report(const char* while_)
    {
        std::printf(
            "%s: longest event %.1f ms (%s), longest queued call %.1f ms, %d of %d events over 50 ms\n",
            while_, m_longest, m_what.constData(), m_longestCall, m_long, m_events);
        m_longest = m_longestCall = 0;
        m_events = m_long = 0;
    }

private:
    double m_longest = 0, m_longestCall = 0;
    QByteArray m_what;
    int m_events = 0, m_long = 0;
};

void useBundledDigits(app::MainWindow& window)
{
    window.document().edit("data", [](engine::Project& project) { project.dataset = {"digits"}; });
}

// From a move of a slider of the latent space to the decoded picture on the screen.
void moveSliders(app::MainWindow& window)
{
    emit window.workbench().wishes.showPanel("latent");
    widgets::LargePicture* view = nullptr;
    while (!view || view->picture().isNull()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        view = window.findChild<widgets::LargePicture*>();
    }
    QSlider* slider = window.findChild<widgets::SliderList*>()->slider(0);
    std::vector<double> times;
    for (int i = 0; i < 100; ++i) {
        const QImage before = view->picture();
        QElapsedTimer timer;
        timer.start();
        slider->setValue(slider->minimum() + (i * 47) % (slider->maximum() - slider->minimum()));
        while (view->picture() == before && timer.elapsed() < 1000)
            QCoreApplication::processEvents();
        view->repaint();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    std::printf("slider to decoded picture, %s: median %.1f ms, 95 %% below %.1f ms\n",
                window.session().isActive() ? "training" : "idle", times[times.size() / 2],
                times[times.size() * 95 / 100]);
}

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer clock;
    clock.start();
    StopwatchApplication application(argc, argv);
    QCoreApplication::setOrganizationName("layerloom-bench");
    app::useLanguage("en");
    app::useTheme(app::ThemeChoice::Light);
    app::MainWindow window;
    window.resize(1600, 1000);
    window.show();
    while (!window.windowHandle() || !window.windowHandle()->isExposed())
        QCoreApplication::processEvents();
    std::printf("start to the first painted window: %lld ms\n", clock.restart());
    window.openSample("ae-stacked");
    QCoreApplication::processEvents();
    std::printf("opening a sample: %lld ms\n", clock.elapsed());
    useBundledDigits(window);
    application.report("start and opening");

    const double seconds = argc > 1 ? QByteArray(argv[1]).toDouble() : 15;
    emit window.workbench().wishes.train();
    QTimer::singleShot(static_cast<int>(seconds * 1000), &application, [&] {
        const app::Progress progress = window.session().progress();
        std::printf("epoch %d, %.0f samples/s\n", progress.epoch, progress.samplesPerSecond);
        application.report("training");
        moveSliders(window);
        window.session().finish();
        moveSliders(window);
        QCoreApplication::exit(0);
    });
    return application.exec();
}
