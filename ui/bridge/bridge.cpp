#include "ui/bridge/bridge.h"

namespace vitrine::ui {

// What facts may cost of a 16 ms frame; the rest is for painting.
constexpr std::chrono::microseconds kFactBudget{4000};
constexpr qint64 kPatienceMs = 200;  // a command that takes longer shows its progress, and others wait for it

Bridge::Bridge(std::uint64_t seed, QObject* parent)
    : QObject(parent), catalog_(allSpanKinds()), cursor_(catalog_), engine_(seed) {
    engine_.setFactConsumer([this](FactQueue& queue) { return cursor_.takeIn(queue, kFactBudget); });
}

void Bridge::run(const QString& line) {
    if (line.trimmed().isEmpty()) return;
    cursor_.goLive();
    Q_EMIT sent(line);
    engine_.run(line);
}

QString Bridge::whyNot() const {
    const EngineState& now = engine_.state();
    if (!now.open) return QString::fromStdString(now.database.whyClosed);
    if (now.busy && now.runningMs >= kPatienceMs) return tr("“%1” is running. Wait for it, or cancel it.").arg(now.line);
    return {};
}

QString quotedWord(const QString& typed) { return QString::fromStdString(quoteWord(typed.toStdString())); }

}  // namespace vitrine::ui
