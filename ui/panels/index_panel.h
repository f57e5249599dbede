// The index's card: "Where is key X?", answered from the Scene, above the slots.
#pragma once

#include <QLineEdit>

#include "ui/views/card.h"
#include "ui/views/covered.h"
#include "ui/views/index_view.h"

namespace vitrine::ui {

class IndexPanel : public Card {
    Q_OBJECT
  public:
    explicit IndexPanel(Look& look, QWidget* parent = nullptr);
    IndexView* view() const { return view_; }
    /// The box of "Where is …?", for the key "/".
    QLineEdit* whereBox() const { return where_; }

  private:
    void say();
    void answer();
    std::optional<Bytes> keyAtHand() const;
    void restyle();
    void widenBox();
    Look& look_;
    IndexView* view_;
    LookLabel* before_;
    LookLabel* mark_;
    QLineEdit* where_;
    LookLabel* story_ = nullptr;
    CoveredText* cover_ = nullptr;
    LookLabel* answer_;
    bool asked_ = false;  // the person typed a key; else the box shows the newest probe's
};

/// For who only lays panels out: the card; its view is view(), connect moments and the four signals to that.
IndexPanel* makeIndexPanel(Look& look, QWidget* parent = nullptr);

}  // namespace vitrine::ui
