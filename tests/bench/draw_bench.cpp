// How quickly a drawn stroke is answered: from the mouse event until the bars are painted, while nothing else
// runs and while a network trains on all cores. usage: draw_bench [SAMPLE or FILE.loom]
#include "app/appearance.h"
#include "app/main_window.h"
#include "app/panels/draw_answers.h"

#include "widgets/class_bars.h"
#include "widgets/drawing_pad.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTimer>
#include <QWindow>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace {

class PaintWatch : public QObject {
public:
    using QObject::QObject;
    bool painted = false;

    bool eventFilter(QObject*, QEvent* event) override
    {
        painted = painted || event->type() == QEvent::Paint;
        return false;
    }
};

bool waitFor(const std::function<bool()>& condition, int milliseconds)
{
    QTimer wake; // so that waiting for events ends
    wake.setSingleShot(true);
    wake.start(milliseconds);
    QElapsedTimer timer;
    timer.start();
    while (!condition() && timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}

widgets::ClassBars* barsOf(const app::MainWindow& window)
{
    const auto* answers = window.findChild<app::panels::DrawAnswers*>();
    return answers ? answers->findChild<widgets::ClassBars*>() : nullptr;
}

void send(QWidget& pad, QEvent::Type type, const QPointF& point)
{
    QMouseEvent event(type, point, pad.mapToGlobal(point),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, {});
    QCoreApplication::sendEvent(&pad, &event);
}

// A spiral, so that every move changes the picture.
void measure(app::MainWindow& window, const char* when)
{
    auto& pad = *window.findChild<widgets::DrawingPad*>();
    auto& bars = *barsOf(window);
    PaintWatch watch;
    bars.installEventFilter(&watch);
    pad.clear();
    waitFor([] { return false; }, 300);
    const QRectF paper = pad.paperRect();
    std::vector<double> times;
    int unanswered = 0;
    constexpr int moves = 120;
    for (int i = 0; i <= moves; ++i) {
        const double turn = 4 * std::numbers::pi * i / moves, radius = paper.width() * 0.4 * i / moves;
        const QPointF point = paper.center() + radius * QPointF(std::cos(turn), std::sin(turn));
        waitFor([] { return false; }, 8); // a mouse reports about 125 times a second
        watch.painted = false;
        QElapsedTimer timer;
        timer.start();
        send(pad, i == 0 ? QEvent::MouseButtonPress : QEvent::MouseMove, point);
        if (waitFor([&] { return watch.painted; }, 500))
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        else
            ++unanswered;
    }
    send(pad, QEvent::MouseButtonRelease, paper.center());
    bars.removeEventFilter(&watch);
    std::ranges::sort(times);
    if (times.empty())
        return (void)std::printf("%s: no answer\n", when);
    std::printf("%s: median %.1f ms, 95 of 100 within %.1f ms, longest %.1f ms, %d without a new answer\n",
                when, times[times.size() / 2], times[times.size() * 95 / 100], times.back(), unanswered);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName("layerloom-bench");
    app::useLanguage("en");
    app::useTheme(app::ThemeChoice::Light);
    app::MainWindow window;
    window.resize(1600, 1000);
    window.show();
    const QString project = argc > 1 ? argv[1] : "dense-digits";
    project.endsWith(".loom") ? window.openFile(project) : window.openSample(project);
    if (!waitFor([&] { return !window.isOnStartPage(); }, 10000))
        return 1;
    window.document().edit("data", [](engine::Project& project) { project.dataset = {"digits"}; });
    emit window.workbench().wishes.train();
    app::Session& session = window.session();
    const auto pad = [&] { return window.findChild<widgets::DrawingPad*>(); };
    const auto bars = [&] { return barsOf(window); };
    const auto fail = [](const char* what) {
        std::printf("%s\n", what);
        return 1;
    };
    if (!waitFor([&] { return session.state() == app::Session::State::Running; }, 120000))
        return fail("The training does not start.");
    emit window.workbench().wishes.showPanel("draw");
    if (!waitFor([&] { return pad() && pad()->isVisible(); }, 10000))
        return fail("The panel does not appear.");
    send(*pad(), QEvent::MouseButtonPress, pad()->rect().center());
    send(*pad(), QEvent::MouseButtonRelease, pad()->rect().center());
    if (!waitFor([&] { return bars() && bars()->isVisible() && bars()->likeliest() >= 0; }, 120000))
        return fail("The network does not answer.");
    measure(window, "while it trains");
    session.finish();
    measure(window, "idle");
    return 0;
}
