#include "ui/panels/record_panel.h"

namespace vitrine::ui {

RecordPanel::RecordPanel(Look& look, QWidget* parent) : Card(look, tr("Record"), parent) {
    setObjectName(QStringLiteral("recordPanel"));
    view_ = new RecordView(look, this);
    body()->addWidget(view_, 1);
    connect(view_, &RecordView::shown, this, [this] { setSubtitle(view_->inspection().title); });
}

RecordPanel* makeRecordPanel(Look& look, QWidget* parent) { return new RecordPanel(look, parent); }

}  // namespace vitrine::ui
