#include "ui/shell/cut_popup.h"

#include <QScreen>
#include <algorithm>

namespace vitrine::ui {

CutPopup::CutPopup(Look& look, Bridge& bridge, QWidget* parent) : QFrame(parent, Qt::Popup), look_(look) {
    setObjectName(QStringLiteral("cutPopup"));
    setFrameShape(QFrame::StyledPanel);
    title_ = new QLabel(tr("The power goes. What did the disk keep?"), this);
    nothing_ = new QRadioButton(tr("nothing that was not synced"), this);
    nothing_->setObjectName(QStringLiteral("keepNone"));
    nothing_->setChecked(true);
    everything_ = new QRadioButton(tr("everything"), this);
    everything_->setObjectName(QStringLiteral("keepAll"));
    but_ = new QLineEdit(this);
    but_->setObjectName(QStringLiteral("but"));
    but_->setPlaceholderText(tr("but for: data#-1~20, name:*.log …"));
    but_->setAccessibleName(tr("Items for which it is the other way round"));
    hint_ = new QLabel(tr("“pending” in the console lists the items and their numbers;\n"
                          "~20 behind one tears it after 20 bytes, where a sector ends there."),
                       this);
    cut_ = new FlatButton(look, tr("Cut the power"), FlatButton::Kind::danger, this);
    cut_->setObjectName(QStringLiteral("cutNow"));
    cut_->setIconName(QStringLiteral("bolt"));
    auto* column = new QVBoxLayout(this);
    for (QWidget* widget : {static_cast<QWidget*>(title_), static_cast<QWidget*>(nothing_),
                            static_cast<QWidget*>(everything_), static_cast<QWidget*>(but_), static_cast<QWidget*>(hint_)})
        column->addWidget(widget);
    column->addWidget(cut_, 0, Qt::AlignLeft);
    const auto send = [this, &bridge] {
        hide();
        bridge.run(commandLine());
    };
    connect(cut_, &QPushButton::clicked, this, send);
    connect(but_, &QLineEdit::returnPressed, this, send);
    connect(&look, &Look::changed, this, &CutPopup::restyle);
    restyle();
}

QString CutPopup::commandLine() const {
    QString line = nothing_->isChecked() ? QStringLiteral("crash keep=none") : QStringLiteral("crash keep=all");
    const QString but = but_->text().simplified().remove(QLatin1Char(' '));
    if (!but.isEmpty()) line += QStringLiteral(" but=") + but;
    return line;
}

void CutPopup::restyle() {
    layout()->setContentsMargins(look_.px(16), look_.px(14), look_.px(16), look_.px(14));
    layout()->setSpacing(look_.px(8));
    title_->setFont(look_.sans(14, QFont::DemiBold));
    hint_->setFont(look_.sans(12));
    QPalette muted = hint_->palette();
    muted.setColor(QPalette::WindowText, look_.theme().muted);
    hint_->setPalette(muted);
    for (QRadioButton* choice : {nothing_, everything_}) choice->setFont(look_.sans(13));
    but_->setFont(look_.mono(13));
    but_->setMinimumHeight(look_.px(30));
    QPalette surface = look_.palette();
    surface.setColor(QPalette::Window, look_.theme().card);
    setPalette(surface);
    setAutoFillBackground(true);
}

void CutPopup::popUpAt(const QWidget& anchor) {
    adjustSize();
    QPoint at = anchor.mapToGlobal(QPoint(0, anchor.height() + look_.px(6)));
    if (const QScreen* screen = anchor.screen()) {
        const QRect room = screen->availableGeometry();
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
        if (at.y() + height() > room.bottom()) at.setY(anchor.mapToGlobal(QPoint(0, -height() - look_.px(6))).y());
    }
    move(at);
    show();
    cut_->setFocus();
}

}  // namespace vitrine::ui
