#include "ui/bridge/line_walk.h"

namespace vitrine::ui {

void walkLine(Bridge& bridge, const QString& line, std::function<void()> done) {
    auto* waiting = new QObject(&bridge);
    QObject::connect(
        &bridge.engine(), &EngineThread::finished, waiting,
        [&bridge, waiting, line, done = std::move(done)](const QString& answered, const CommandResult& result) {
            if (answered != line) return;
            waiting->deleteLater();
            Cursor& cursor = bridge.cursor();
            const Timeline& timeline = cursor.timeline();
            for (std::size_t i = timeline.operationCount(); i > timeline.firstOperation();)
                if (timeline.operation(--i).number == result.number) {
                    if (timeline.operation(i).stepCount > 0) cursor.seekToStep(i, 0);
                    break;
                }
            if (done) done();
        });
    bridge.run(line);
}

}  // namespace vitrine::ui
