// What assistive programs are told of painted views. Qt's own answer for a widget that paints itself has no role and says
// nothing; ours gives the view a role, its name, and as its value what the keyboard is at (the accessible description,
// which views keep up to date as arrows walk their records).
#pragma once

#include <QString>

class QWidget;

namespace vitrine::ui {

/// For every MomentView and painted widget made from now on and before. May be called more than once.
void installAccessibleViews();

/// Says what the keyboard in `view` is at: sets the description, and tells who listens that the value is another.
void announceItem(QWidget& view, const QString& words);

/// Reads `words` out, as a live region does: for what changed without the person being there.
void announceAloud(QWidget& view, const QString& words);

}  // namespace vitrine::ui
