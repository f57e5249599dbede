#include "ui/panels/timeline_panel.h"

#include <QEvent>
#include <QAction>
#include <QMenu>

#include "ui/bridge/branch_span.h"
#include "ui/bridge/fork_place.h"

namespace vitrine::ui {

constexpr int kMostBegan = 40;  // characters of the line that a branch began with

TimelinePanel::TimelinePanel(Look& look, QWidget* parent) : Card(look, tr("Timeline"), parent), look_(look) {
    setObjectName(QStringLiteral("timelinePanel"));
    player_ = new QWidget(this);
    auto* row = new QHBoxLayout(player_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(look.px(7));
    using M = Move;
    first_ = addButton(QStringLiteral("first"), {}, QStringLiteral("first"), false, tr("To the beginning (Home)"), M::first);
    operationBack_ = addButton(QStringLiteral("operationBack"), tr("op"), QStringLiteral("op-back"), false,
                               tr("Back one operation (Shift+Left)"), M::operationBack);
    stepBack_ = addButton(QStringLiteral("stepBack"), tr("step"), QStringLiteral("step-back"), false,
                          tr("Back one step (Left, PgUp)"), M::stepBack);
    play_ = addButton(QStringLiteral("play"), tr("Play"), QStringLiteral("play"), false, tr("Play (Space, F5)"), M::playOrPause);
    step_ = addButton(QStringLiteral("step"), tr("step"), QStringLiteral("step-forward"), true,
                      tr("On one step (Right, PgDn, F10)"), M::step);
    operation_ = addButton(QStringLiteral("operation"), tr("op"), QStringLiteral("op-forward"), true,
                           tr("On one operation (Shift+Right)"), M::operation);
    live_ = addButton(QStringLiteral("live"), tr("Live"), {}, false, tr("To the end, and follow (End)"), M::live);
    caption_ = new QLabel(this);
    caption_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    speed_ = new FlatButton(look, {}, FlatButton::Kind::plain, this);
    speed_->setObjectName(QStringLiteral("speed"));
    speed_->setToolTip(tr("How fast Play steps"));
    auto* menu = new QMenu(speed_);
    for (const double speed : {0.5, 1.0, 2.0, 4.0, 8.0, 20.0, 60.0, 200.0})
        connect(menu->addAction(tr("%1 steps/s").arg(speed)), &QAction::triggered, this,
                [this, speed] { Q_EMIT speedWanted(speed); });
    connect(speed_, &QPushButton::clicked, this, [this, menu] {
        menu->popup(speed_->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
    });
    setSpeed(4);
    auto* right = new QWidget(this);
    auto* rightRow = new QHBoxLayout(right);
    rightRow->setContentsMargins(0, 0, 0, 0);
    rightRow->setSpacing(look.px(12));
    rightRow->addStretch(1);
    rightRow->addWidget(caption_);
    rightRow->addWidget(speed_);
    right->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    addToTitleRow(right);
    view_ = new TimelineView(look, this);
    body()->addWidget(view_);
    branches_ = new BranchesView(look, this);
    branches_->hide();
    body()->addWidget(branches_);
    player_->raise();
    const auto restyle = [this] {
        caption_->setFont(look_.sans(13));
        QPalette palette = caption_->palette();
        palette.setColor(QPalette::WindowText, look_.theme().muted);
        caption_->setPalette(palette);
        // The row of buttons is higher than other cards' titles: less room around it.
        layout()->setContentsMargins(look_.px(14), look_.px(7), look_.px(14), look_.px(6));
        layout()->setSpacing(look_.px(4));
        placePlayer();
    };
    connect(&look, &Look::changed, this, restyle);
    restyle();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

// The player stands in the middle of the card, whatever stands beside it; so no layout holds it.
void TimelinePanel::placePlayer() {
    const QSize size = player_->sizeHint();
    const int left = (width() - size.width()) / 2, gap = look_.px(12);
    player_->setGeometry(left, layout()->contentsMargins().top(), size.width(), size.height());
    // In a narrow window the words beside it give way.
    endSubtitleAt(left - gap);
    const int words =
        caption_->sizeHint().width() + speed_->sizeHint().width() + layout()->contentsMargins().right() + 2 * gap;
    caption_->setVisible(left + size.width() + words <= width());
}

void TimelinePanel::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    placePlayer();
}

bool TimelinePanel::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) placePlayer();  // a text of the player became longer
    return Card::event(event);
}

FlatButton* TimelinePanel::addButton(const QString& name, const QString& text, const QString& icon, bool iconRight,
                                     const QString& tip, Move move) {
    auto* button = new FlatButton(look_, text, FlatButton::Kind::plain, player_);
    button->setObjectName(name);
    if (!icon.isEmpty()) button->setIconName(icon, iconRight);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::TabFocus);
    player_->layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, move] { Q_EMIT moveWanted(move); });
    return button;
}

void TimelinePanel::setMoment(const Moment& moment) {
    view_->setMoment(moment);
    const Timeline& timeline = moment.timeline();
    const auto step = timeline.stepAt(moment.position());
    const auto operation = timeline.operationAt(moment.position());
    const bool empty = timeline.operationCount() == timeline.firstOperation();
    setSubtitle(empty ? tr("nothing has happened yet")
                      : tr("step %L1 of %L2 · operation %L3 of %L4")
                            .arg(step ? *step + 1 : 0)
                            .arg(timeline.stepCount())
                            .arg(operation ? timeline.operation(*operation).number : 0)
                            .arg(empty ? 0 : timeline.operation(timeline.operationCount() - 1).number));
    const bool atBegin = moment.position() <= timeline.firstWhole();
    const bool atEnd = moment.live || moment.position() >= timeline.end();
    for (FlatButton* button : {first_, operationBack_, stepBack_}) button->setEnabled(!empty && !atBegin);
    for (FlatButton* button : {play_, step_, operation_}) button->setEnabled(!empty && !atEnd);
    live_->setEnabled(!empty && !moment.live);
    step_->setKind(atEnd ? FlatButton::Kind::plain : FlatButton::Kind::primary);
    if (moment.live && moment.summarised > 0)
        caption_->setText(tr("live, but summarising: the engine is faster"));
    else
        caption_->setText(moment.live ? tr("live: the window follows the engine")
                          : forkPlaceAt(timeline, moment.position()).inside
                              ? tr("the past: acting here starts a branch, behind this operation")
                              : tr("the past: acting here starts a branch"));
}

// ---- branches ------------------------------------------------------------------------------------------------------------

void TimelinePanel::followBranches(Bridge& bridge) {
    bridge_ = &bridge;
    connect(&bridge, &Bridge::branchesChanged, this, &TimelinePanel::showBranches);
    connect(branches_, &BranchesView::switchWanted, &bridge, &Bridge::switchTo);
    connect(branches_, &BranchesView::renameWanted, &bridge, &Bridge::renameBranch);
    next_ = new QAction(tr("Next branch"), this);
    next_->setObjectName(QStringLiteral("branches.next"));
    next_->setShortcut(Qt::Key_F);
    next_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(next_, &QAction::triggered, this, &TimelinePanel::nextBranch);
    auto* rename = new QAction(tr("Rename this branch"), this);
    rename->setObjectName(QStringLiteral("branches.rename"));
    connect(rename, &QAction::triggered, this, [this] {
        for (std::size_t row = 0; row < branches_->rows().size(); ++row)
            if (branches_->rows()[row].current) branches_->beginRename(row);
    });
    connect(next_, &QAction::changed, rename, [this, rename] { rename->setEnabled(next_->isEnabled()); });
    addAction(next_);
    addAction(rename);
    view_->installEventFilter(this);
    showBranches();
}

void TimelinePanel::nextBranch() {
    const std::vector<BranchInfo>& all = bridge_->branches();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].id == bridge_->currentBranch() && all.size() > 1)
            return bridge_->switchTo(QString::fromStdString(all[(i + 1) % all.size()].name));
}

/// The strip is on the timeline's scale: whenever that is painted anew it may be another.
bool TimelinePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == view_ && event->type() == QEvent::Paint && bridge_) showBranches();
    return Card::eventFilter(watched, event);
}

void TimelinePanel::showBranches() {
    const std::vector<BranchInfo>& all = bridge_->branches();
    if (next_->isEnabled() != (all.size() > 1)) next_->setEnabled(all.size() > 1);
    const bool several = all.size() > 1;
    if (several != branches_->isVisibleTo(this)) branches_->setVisible(several);
    if (!several || !view_->moment().scene) return branches_->setRows({});
    const QRectF axis = view_->axis();
    branches_->setAxis(axis.left(), axis.width());
    std::vector<BranchRow> rows;
    for (const BranchInfo& branch : all) {
        BranchRow row;
        row.name = QString::fromStdString(branch.name);
        row.whence = branchWhence(all, branch);
        row.current = branch.id == bridge_->currentBranch();
        const BranchSpan span = branchSpan(*bridge_, branch);
        row.began = span.first.left(kMostBegan);
        if (span.from) row.from = view_->xOnAxis(*span.from);
        row.length = span.cells * view_->cellWidth();
        rows.push_back(std::move(row));
    }
    branches_->setRows(std::move(rows));
}

void TimelinePanel::setPlaying(bool playing) {
    play_->setText(playing ? tr("Pause") : tr("Play"));
    play_->setIconName(playing ? QStringLiteral("pause") : QStringLiteral("play"));
}

void TimelinePanel::setSpeed(double stepsPerSecond) { speed_->setText(tr("%1 steps/s").arg(stepsPerSecond)); }

}  // namespace vitrine::ui
