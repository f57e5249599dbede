// The record inspector's card.
#pragma once

#include "ui/views/card.h"
#include "ui/views/record_view.h"

namespace vitrine::ui {

class RecordPanel : public Card {
    Q_OBJECT
  public:
    explicit RecordPanel(Look& look, QWidget* parent = nullptr);
    RecordView* view() const { return view_; }

  private:
    RecordView* view_;
};

/// For who only lays panels out: the card; its view is view(), connect moments and the four signals to that.
RecordPanel* makeRecordPanel(Look& look, QWidget* parent = nullptr);

}  // namespace vitrine::ui
