#include "ui/panels/recovery_panel.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace vitrine::ui {

RecoveryProgress::RecoveryProgress(Look& look, QWidget* parent) : QWidget(parent), look_(look) {
    setObjectName(QStringLiteral("recoveryProgress"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
    setShare(0);
}

void RecoveryProgress::setShare(double share) {
    share_ = std::clamp(share, 0.0, 1.0);
    setAccessibleName(tr("%1 % of the log files are read").arg(static_cast<int>(std::lround(share_ * 100))));
    setToolTip(accessibleName());
    update();
}

void RecoveryProgress::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double h = 5 * look_.scale();
    const QRectF box(0, (height() - h) / 2, width(), h);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.theme().line);
    painter.drawRoundedRect(box, h / 2, h / 2);
    painter.setBrush(look_.theme().blue);
    if (share_ > 0)
        painter.drawRoundedRect(QRectF(box.topLeft(), QSizeF(std::max(h, box.width() * share_), h)), h / 2, h / 2);
}

RecoveryPanel::RecoveryPanel(Look& look, QWidget* parent) : Card(look, tr("Recovery"), parent) {
    setObjectName(QStringLiteral("recoveryPanel"));
    setSubtitle(tr("reads each record, trusts only what its checksum proves"));
    progress_ = new RecoveryProgress(look, this);
    addToTitleRow(progress_);
    view_ = new RecoveryView(look, this);
    body()->addWidget(view_, 1);
    progress_->hide();
    connect(view_, &RecoveryView::shown, this, [this] {
        progress_->setVisible(view_->model().shown());
        progress_->setShare(view_->model().progress());
    });
}

}  // namespace vitrine::ui
