// The hatch that says "not durable": 45° lines at fixed device positions, so that neighbouring areas join.
#pragma once

#include <QColor>
#include <QPainter>
#include <QPainterPath>

namespace vitrine::ui {

/// Hatches the area inside `path`. `spacing` in pixels between lines.
void fillHatch(QPainter& painter, const QPainterPath& path, const QColor& color, double spacing, double penWidth = 1.1);

}  // namespace vitrine::ui
