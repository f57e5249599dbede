// Reads the outline and the questions of a lesson from its script's comments. Their form is described in docs/lessons.md.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/session/script.h"
#include "ui/models/lesson.h"

namespace vitrine::ui {

struct LessonParts {
    std::vector<LessonStep> steps;
    std::vector<LessonQuestion> questions;
};

/// `text` is the script, `name` its file's; `entries` are its commands. `language` picks texts, as "pt_BR". `syntax`, one
/// sentence with "NAME:LINE: …", where a question cannot be read.
Result<LessonParts> readLessonParts(const QString& text, const QString& name, const std::vector<ScriptEntry>& entries,
                                    const QString& language = {});

}  // namespace vitrine::ui
