#include "ui/panels/branch_strip.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/bridge/branch_span.h"

namespace vitrine::ui {

constexpr qsizetype kMostBegan = 40;  // characters of the line that a branch began with

BranchStrip::BranchStrip(Look& look, TimelineView& timeline, QWidget* parent)
    : QWidget(parent), timeline_(timeline), view_(new BranchesView(look, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(view_);
    next_ = new QAction(tr("Next branch"), this);
    next_->setObjectName(QStringLiteral("branches.next"));
    next_->setShortcut(Qt::Key_F);
    next_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    rename_ = new QAction(tr("Rename this branch"), this);
    rename_->setObjectName(QStringLiteral("branches.rename"));
    for (QAction* action : {next_, rename_}) action->setEnabled(false);
    connect(next_, &QAction::triggered, this, &BranchStrip::goToNext);
    connect(rename_, &QAction::triggered, this, &BranchStrip::renameCurrent);
    timeline.installEventFilter(this);
    hide();
}

void BranchStrip::follow(Bridge& bridge) {
    bridge_ = &bridge;
    connect(&bridge, &Bridge::branchesChanged, this, &BranchStrip::showBranches);
    connect(view_, &BranchesView::switchWanted, &bridge, &Bridge::switchTo);
    connect(view_, &BranchesView::renameWanted, &bridge, &Bridge::renameBranch);
    showBranches();
}

void BranchStrip::goToNext() {
    const std::vector<BranchInfo>& all = bridge_->branches();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].id == bridge_->currentBranch() && all.size() > 1)
            return bridge_->switchTo(QString::fromStdString(all[(i + 1) % all.size()].name));
}

void BranchStrip::renameCurrent() {
    for (std::size_t row = 0; row < view_->rows().size(); ++row)
        if (view_->rows()[row].current) view_->beginRename(row);
}

/// The strip is on the timeline's scale: whenever that is painted anew it may be another.
bool BranchStrip::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &timeline_ && event->type() == QEvent::Paint && bridge_) showBranches();
    return QWidget::eventFilter(watched, event);
}

void BranchStrip::showBranches() {
    const std::vector<BranchInfo>& all = bridge_->branches();
    const bool several = all.size() > 1;
    for (QAction* action : {next_, rename_})
        if (action->isEnabled() != several) action->setEnabled(several);
    if (several == isHidden()) setVisible(several);
    if (!several || !timeline_.moment().scene) return view_->setRows({});
    const QRectF axis = timeline_.axisRect();
    view_->setAxis(axis.left(), axis.width());
    std::vector<BranchRow> rows;
    for (const BranchInfo& branch : all) {
        BranchRow row;
        row.name = QString::fromStdString(branch.name);
        row.whence = branchWhence(all, branch);
        row.current = branch.id == bridge_->currentBranch();
        const BranchSpan span = branchSpan(*bridge_, branch);
        row.began = span.first.left(kMostBegan);
        if (span.from) row.from = timeline_.xOnAxis(*span.from);
        row.length = span.cells * timeline_.cellWidth();
        rows.push_back(std::move(row));
    }
    view_->setRows(std::move(rows));
}

}  // namespace vitrine::ui
