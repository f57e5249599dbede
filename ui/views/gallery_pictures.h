// The little pictures of the gallery's cards, in the colours that the window gives the same things.
#pragma once

#include <QPainter>
#include <QStringList>

#include "ui/theme/theme.h"

namespace vitrine::ui {

/// The names that a lesson may ask for.
QStringList galleryPictureNames();

/// Paints the picture into `box`, which is drawn as 188 × 72 units. A name that nobody knows paints nothing.
void paintGalleryPicture(QPainter& painter, const QRectF& box, const QString& name, const Look& look);

}  // namespace vitrine::ui
