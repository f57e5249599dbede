// A widget as a picture: pixels at any scale, or an SVG of vectors and text.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include "ui/theme/theme.h"

class QWidget;

namespace vitrine::ui {

/// A widget with this property is left out of pictures of what it lies in.
inline constexpr const char* kNotInPictures = "notInPictures";

/// A window's property: what no picture of a part of it may leave unsaid, as that the engine is broken on purpose. A
/// tag in the upper right corner says it; a picture of the whole window has it anyway.
inline constexpr const char* kSaidInPictures = "saidInPictures";

/// `scale` pixels for each of the screen's; painted at that scale, not enlarged. On the theme's paper. For the window's
/// thread; to be encoded elsewhere.
QImage imageOf(QWidget& widget, const Theme& theme, double scale);

/// The same as an SVG document of the widget's size. What a clip cuts is cut in its geometry, hatches are lines, text is
/// text (letters placed one by one, as in the bytes, are outlines): see svg_painting.h.
QByteArray svgOf(QWidget& widget, const Theme& theme, const QString& title);

QByteArray pngOf(const QImage& image);

}  // namespace vitrine::ui
