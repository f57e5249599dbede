// Starts a lesson: runs its commands, then puts the cursor where its walk begins. Lives until that is done.
#pragma once

#include <QObject>

#include "ui/bridge/bridge.h"
#include "ui/models/lesson.h"

namespace vitrine::ui {

class LessonStart : public QObject {
    Q_OBJECT
  public:
    /// Begins at once; deletes itself at the end. `bridge` outlives it.
    LessonStart(Bridge& bridge, const Lesson& lesson, QObject* parent);

  Q_SIGNALS:
    /// The cursor stands where the walk begins.
    void arrived(const vitrine::ui::Lesson& lesson);

  private:
    void answered(const QString& line, const CommandResult& result);
    void arrive();

    Bridge& bridge_;
    Lesson lesson_;
    qsizetype next_ = 0;              // of its commands, the one whose answer is due
    std::uint64_t startNumber_ = 0;   // of the command at which the walk begins, as the console counts
};

}  // namespace vitrine::ui
