// Reads the outline and the questions of a lesson from its script's comments. Their form is described in docs/lessons.md.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "ui/models/lesson.h"

namespace vitrine::ui {

struct LessonParts {
    std::vector<LessonStep> steps;
    std::vector<LessonQuestion> questions;
};

/// `text` is the script, `name` its file's; `commandLines` are the lines of its commands, from 1. `language` picks texts, as "pt_BR". `syntax`, one
/// sentence with "NAME:LINE: …", where a question cannot be read.
Result<LessonParts> readLessonParts(const QString& text, const QString& name, const std::vector<std::size_t>& commandLines,
                                    const QString& language = {});

}  // namespace vitrine::ui
