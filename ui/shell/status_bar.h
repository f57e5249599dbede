// The status bar: where one is, what the log costs, what is not on the platter; and why something cannot act.
#pragma once

#include "ui/bridge/broken_engine.h"
#include "ui/models/figures.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class StatusBar : public MomentView {
    Q_OBJECT
  public:
    StatusBar(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    QString text() const;  // everything it says
    QSize sizeHint() const override;

  protected:
    void momentChanged() override;
    void paintEvent(QPaintEvent* event) override;

  private:
    struct Part {
        QString text;
        bool risk = false;
    };
    QList<Part> parts() const;

    Bridge& bridge_;
    Figures figures_;
    std::uint64_t notKept_ = 0;  // operations that the history leaves out
};

}  // namespace vitrine::ui
