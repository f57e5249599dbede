// The bytes' card: which file, what the colours mean, the view, and the story of the bytes one points at.
#pragma once

#include "ui/views/bytes_view.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class BytesPanel : public Card {
    Q_OBJECT
  public:
    explicit BytesPanel(Look& look, QWidget* parent = nullptr);
    BytesView* view() const { return view_; }

  private:
    void say();
    void offerFiles();
    BytesView* view_;
    FlatButton* files_;
    LegendChip* dead_;
    LookLabel* story_;
    FlatButton* goToWrite_;
    FactId write_ = kNoFact;
};

/// For who only lays panels out: the card; its view is view(), connect moments and the four signals to that.
BytesPanel* makeBytesPanel(Look& look, QWidget* parent = nullptr);

}  // namespace vitrine::ui
