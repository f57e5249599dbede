#include "ui/panels/difference_panel.h"

#include <QDockWidget>
#include <QElapsedTimer>
#include <algorithm>

#include "ui/panels/connect_view.h"

namespace vitrine::ui {

constexpr int kPauseMs = 30;

DifferencePanel::DifferencePanel(Look& look, Bridge& bridge, QWidget* parent)
    : Card(look, tr("Difference"), parent), look_(look), cursor_(bridge.cursor()) {
    setObjectName(QStringLiteral("differencePanel"));
    title_ = new QLabel(this);
    title_->setObjectName(QStringLiteral("differenceTitle"));
    title_->setWordWrap(true);
    title_->hide();
    body()->addWidget(title_);
    view_ = new DifferenceView(look, this);
    body()->addWidget(view_, 1);
    const auto act = [this](const char* name, const QString& text, auto what) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, what);
        return action;
    };
    QAction* mark = act("difference.mark", tr("Difference: compare with this moment"),
                        [this] { cursor_.setMark(cursor_.position()); });
    act("difference.compare", tr("Difference: before and after this operation"), [this] { compareOperation(); });
    QAction* clear = act("difference.clear", tr("Difference: compare no longer"), [this] { cursor_.clearMark(); });
    mark_ = addButton(QStringLiteral("compareWithHere"), tr("Compare with here"), mark);
    mark_->setToolTip(tr("From now on, what differs from this moment is listed here"));
    clear_ = addButton(QStringLiteral("compareNoLonger"), tr("Clear"), clear);
    clear_->setToolTip(tr("Compare no longer"));
    connect(view_, &DifferenceView::shown, this, [this] {
        const MomentDifference& model = view_->model();
        title_->setVisible(model.compares());
        title_->setText(tr("%1: %2").arg(model.title(), model.summary()));
    });
    const auto restyle = [this] {
        title_->setFont(look_.sans(13));
        QPalette palette = title_->palette();
        palette.setColor(QPalette::WindowText, look_.theme().muted);
        title_->setPalette(palette);
    };
    connect(&look, &Look::changed, this, restyle);
    restyle();
    pause_.setSingleShot(true);
    pause_.setInterval(kPauseMs);
    connect(&pause_, &QTimer::timeout, this, [this] {
        if (std::exchange(waiting_, false)) setMoment(cursor_.moment());
    });
    connect(&cursor_, &Cursor::markChanged, this, [this](FactId moment) {
        if (moment != kNoFact) bringIntoSight();
    });
    connectActions(*view_, bridge);
    connectMoments(*this, cursor_);
}

FlatButton* DifferencePanel::addButton(const QString& name, const QString& text, QAction* action) {
    auto* button = new FlatButton(look_, text, FlatButton::Kind::plain, this);
    button->setObjectName(name);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    addToTitleRow(button);
    return button;
}

/// A large difference takes a while: then at most a quarter of the time goes here.
void DifferencePanel::setMoment(const Moment& moment) {
    clear_->setEnabled(moment.mark != kNoFact);
    mark_->setEnabled(moment.scene && moment.mark != moment.position());
    waiting_ = pause_.isActive();
    if (waiting_) return;
    QElapsedTimer took;
    took.start();
    view_->setMoment(moment);
    pause_.setInterval(std::max(kPauseMs, static_cast<int>(3 * took.elapsed())));
    if (moment.mark != kNoFact) pause_.start();
}

void DifferencePanel::compareOperation() {
    const auto index = cursor_.timeline().operationAt(cursor_.position());
    if (!index) return;
    cursor_.setMark(cursor_.timeline().operation(*index).begin);
    cursor_.seekToOperation(*index);
}

/// Whoever asks for a comparison, here or on the timeline, wants to read it: a closed panel opens.
void DifferencePanel::bringIntoSight() {
    for (QWidget* around = parentWidget(); around; around = around->parentWidget())
        if (auto* dock = qobject_cast<QDockWidget*>(around)) {
            dock->show();
            dock->raise();
            return;
        }
}

}  // namespace vitrine::ui
