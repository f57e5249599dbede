// A plot as a picture that stands by itself: under a heading that says what was measured, where and when.
#pragma once

#include <QString>

#include "core/base/result.h"
#include "ui/theme/theme.h"

class QCustomPlot;

namespace vitrine::ui {

struct PlotHeading {
    QString title;
    QString line;  // below it, over several lines where it is longer than the plot is wide
};

/// As wide as the plot is on the screen, and higher by the heading; png, svg or pdf by the name's end. `invalidArgument`
/// for another end, `ioError` where it cannot be written.
Status savePlotPicture(QCustomPlot& plot, const Look& look, const PlotHeading& heading, const QString& path);

}  // namespace vitrine::ui
