#include "app/hardware.h"

#include "app/text.h"

#include "engine/devices/cuda_device.h"
#include "engine/training/training_device.h"

#include <QCoreApplication>
#include <QPointer>
#include <QRegularExpression>
#include <QThreadPool>

#include <atomic>

namespace app {

namespace {

std::atomic<bool> cardKnown = false;

} // namespace

QString hardwareTitle(const std::string& hardware)
{
    static const QRegularExpression pattern(QStringLiteral("^CPU, (\\d+) threads?$"));
    const QRegularExpressionMatch match = pattern.match(text(hardware));
    if (!match.hasMatch())
        return text(hardware);
    const int threads = match.captured(1).toInt(); // lupdate 6.4 never ends on a call in the count's place
    return QCoreApplication::translate("app::Toolbar", "CPU, %n thread(s)", nullptr, threads);
}

void lookForCard(QObject* receiver, const std::function<void()>& known)
{
    QThreadPool::globalInstance()->start([receiver = QPointer(receiver), known] {
        engine::cudaCard();
        cardKnown = true;
        QMetaObject::invokeMethod(
            qApp,
            [receiver, known] {
                if (receiver)
                    known();
            },
            Qt::QueuedConnection);
    });
}

bool usesCard(const engine::TrainingSettings& settings)
{
    return settings.device != "cpu" && cardKnown && engine::cudaCard();
}

std::string hardwareText(const engine::TrainingSettings& settings)
{
    if (cardKnown)
        return engine::hardwareOf(settings);
    engine::TrainingSettings onProcessor = settings;
    onProcessor.device = "cpu";
    return engine::hardwareOf(onProcessor);
}

QString hardwareExplanation(const engine::TrainingSettings& settings)
{
    if (settings.device == "cpu" || !cardKnown)
        return {};
    const engine::Result<engine::CudaCard>& card = engine::cudaCard();
    return card ? text(card->libraries) : sentence(card.problem());
}

} // namespace app
