// Reads lessons (ui/models/lesson.h), and finds those that come with the program.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "ui/models/lesson.h"

namespace vitrine::ui {

/// Reads a lesson. `name` is the file's; `language` picks texts, as "pt_BR". `syntax`, with "NAME:LINE: …" or the name of
/// what is missing.
Result<Lesson> readLesson(const QString& text, const QString& name, const QString& language = {});

/// Those in the program's resources, by number. Shipped ones are whole: a test reads them all.
std::vector<Lesson> shippedLessons(const QString& language = {});

}  // namespace vitrine::ui
