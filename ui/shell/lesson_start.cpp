#include "ui/shell/lesson_start.h"

namespace vitrine::ui {

LessonStart::LessonStart(Bridge& bridge, const Lesson& lesson, QObject* parent)
    : QObject(parent), bridge_(bridge), lesson_(lesson) {
    connect(&bridge.engine(), &EngineThread::finished, this, &LessonStart::answered);
    bridge.cursor().goLive();  // wherever a person stands: a lesson begins at the end, and makes no branch
    for (const QString& line : lesson.commands) bridge.run(line);
}

/// Lines are answered in the order of sending; those of somebody else may stand before ours.
void LessonStart::answered(const QString& line, const CommandResult& result) {
    if (next_ >= lesson_.commands.size() || line != lesson_.commands[next_]) return;
    if (static_cast<std::size_t>(++next_) == lesson_.startCommand) startNumber_ = result.number;
    if (next_ == lesson_.commands.size()) arrive();
}

void LessonStart::arrive() {
    Cursor& cursor = bridge_.cursor();
    const Timeline& timeline = cursor.timeline();
    // An open on the way has the same number and stands before the command's own operation.
    for (std::size_t i = timeline.operationCount(); startNumber_ > 0 && i > timeline.firstOperation();) {
        const Operation& operation = timeline.operation(--i);
        if (operation.number != startNumber_) continue;
        cursor.seekToStep(i, lesson_.startStep - 1);
        break;
    }
    Q_EMIT arrived(lesson_);
    deleteLater();
}

}  // namespace vitrine::ui
