// One record, field by field: its name in its colour, its bytes, what they mean.
#pragma once

#include "ui/models/record_inspection.h"
#include "ui/views/moment_view.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

class RecordView : public MomentView {
    Q_OBJECT
  public:
    explicit RecordView(Look& look, QWidget* parent = nullptr);
    const Inspection& inspection() const { return inspection_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void shown();

  protected:
    void momentChanged() override;
    void lookChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    void relayout();
    void paintField(QPainter& painter, const InspectedField& field, double y);
    double nameWidth() const;
    double right() const;

    Inspection inspection_;
    FileDissection dissection_;
    std::optional<FileRange> shownRange_;
    MomentKey shownAt_;
    QScrollBar* scroll_;
    double pitch_ = 26;
};

}  // namespace vitrine::ui
