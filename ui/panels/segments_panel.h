// The segments' card: the rows, what the colours mean, why the files are as long as they are, and what a compaction
// would free.
#pragma once

#include "ui/views/card.h"
#include "ui/views/covered.h"
#include "ui/views/segments_view.h"

namespace vitrine::ui {

class SegmentsPanel : public Card {
    Q_OBJECT
  public:
    explicit SegmentsPanel(Look& look, QWidget* parent = nullptr);
    SegmentsView* view() const { return view_; }

  private:
    void say();
    void sayOffer();
    SegmentsView* view_;
    LookLabel* why_;
    FlatButton* compact_;
    bool offersPut_ = false;  // nothing has happened yet: the button puts the first key
    MomentKey saidAt_;
    bool saidCovered_ = false;
    CoveredText* cover_;
};

/// For who only lays panels out: the card; its view is view(), connect moments and the four signals to that.
SegmentsPanel* makeSegmentsPanel(Look& look, QWidget* parent = nullptr);

}  // namespace vitrine::ui
