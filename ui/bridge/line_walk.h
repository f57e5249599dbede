// Runs a line and puts the cursor where a person begins to walk through it: at the first step of its last operation.
#pragma once

#include "ui/bridge/bridge.h"

namespace vitrine::ui {

/// `done` may be empty; it is called when the line is answered, and the cursor stands there. `bridge` outlives the walk.
void walkLine(Bridge& bridge, const QString& line, std::function<void()> done = {});

}  // namespace vitrine::ui
