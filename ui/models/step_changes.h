// What one step changed in the index, in the files and on the platter, read from its facts. No widgets.
#pragma once

#include <QString>

#include "ui/models/moment.h"

namespace vitrine::ui {

struct StepChanges {
    struct Row {
        QString text;
        bool changed = false;
    };
    Row index, files, platter;
};

StepChanges changesOf(const Moment& moment);

}  // namespace vitrine::ui
