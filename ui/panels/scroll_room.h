// The part of a card that scrolls where the card gets less height than it has to say.
#pragma once

#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/views/card.h"

namespace vitrine::ui {

/// Adds it to the card's body and returns the layout of what it holds; `name` is the area's objectName.
inline QVBoxLayout* addScrollRoom(Card& card, const char* name) {
    auto* room = new QScrollArea(&card);
    room->setObjectName(QLatin1String(name));
    room->setFrameShape(QFrame::NoFrame);
    room->setWidgetResizable(true);
    room->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    room->setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(room);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    room->setWidget(content);
    room->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    card.body()->addWidget(room, 1);
    return layout;
}

}  // namespace vitrine::ui
