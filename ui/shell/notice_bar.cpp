#include "ui/shell/notice_bar.h"

#include <QPainter>

namespace vitrine::ui {

NoticeBar::NoticeBar(Look& look, QWidget* parent) : QWidget(parent), look_(look) {
    setObjectName(QStringLiteral("noticeBar"));
    text_ = new QLabel(this);
    text_->setObjectName(QStringLiteral("noticeText"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    dismiss_ = new FlatButton(look, tr("Dismiss"), FlatButton::Kind::plain, this);
    dismiss_->setObjectName(QStringLiteral("noticeDismiss"));
    dismiss_->setFocusPolicy(Qt::TabFocus);
    auto* row = new QHBoxLayout(this);
    row->addWidget(text_, 1);
    row->addWidget(dismiss_, 0, Qt::AlignVCenter);
    connect(dismiss_, &QPushButton::clicked, this, &QWidget::hide);
    connect(&look, &Look::changed, this, &NoticeBar::restyle);
    restyle();
    hide();
}

void NoticeBar::say(const QString& sentence, const QString& about) {
    text_->setText(sentence);
    about_ = about;
    setAccessibleName(sentence);
    show();
}

void NoticeBar::drop(const QString& about) {
    if (about_ == about) hide();
}

void NoticeBar::restyle() {
    layout()->setContentsMargins(look_.px(20), look_.px(6), look_.px(16), look_.px(6));
    text_->setFont(look_.sans(14));
    QPalette palette = text_->palette();
    palette.setColor(QPalette::WindowText, look_.theme().ink);
    text_->setPalette(palette);
    dismiss_->setFixedHeight(look_.px(28));
    update();
}

void NoticeBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), look_.theme().rustTint);
    painter.fillRect(QRect(0, 0, look_.px(5), height()), look_.theme().rust);
    painter.setPen(look_.theme().line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

}  // namespace vitrine::ui
