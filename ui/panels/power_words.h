// A verdict of the lab, in the power card's words.
#pragma once

#include "core/lab/what_if.h"
#include "ui/models/power_story.h"

namespace vitrine::ui {

PowerStory storyOf(const lab::PowerVerdict& verdict);

}  // namespace vitrine::ui
