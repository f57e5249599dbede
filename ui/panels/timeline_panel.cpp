#include "ui/panels/timeline_panel.h"

#include <QEvent>
#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QSignalBlocker>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/bridge/fork_place.h"

namespace vitrine::ui {

namespace {

constexpr int kSliderSteps = 240;

/// The speed is a logarithm: as much of the slider from 0.5 to 1 as from 100 to 200.
int sliderOf(double speed) {
    const double share = std::log(speed / Cursor::kSlowest) / std::log(Cursor::kFastest / Cursor::kSlowest);
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * kSliderSteps));
}
double speedOf(int slider) {
    return Cursor::kSlowest * std::pow(Cursor::kFastest / Cursor::kSlowest, static_cast<double>(slider) / kSliderSteps);
}

}  // namespace

QString speedText(double stepsPerSecond) {
    return QString::number(stepsPerSecond, 'f', stepsPerSecond < 9.95 && std::abs(stepsPerSecond - std::round(stepsPerSecond)) > 0.04 ? 1 : 0);
}

TimelinePanel::TimelinePanel(Look& look, QWidget* parent) : Card(look, tr("Timeline"), parent), look_(look) {
    setObjectName(QStringLiteral("timelinePanel"));
    makePlayer();
    makeModes();
    view_ = new TimelineView(look, this);
    makeSpeed();
    body()->addWidget(view_);
    branches_ = new BranchStrip(look, *view_, this);
    body()->addWidget(branches_);
    for (QAction* action : {branches_->nextAction(), branches_->renameAction()}) addAction(action);
    makeActions();
    player_->raise();
    connect(&look, &Look::changed, this, &TimelinePanel::restyle);
    restyle();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimelinePanel::makePlayer() {
    player_ = new QWidget(this);
    auto* row = new QHBoxLayout(player_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(look_.px(7));
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
    live_ = addButton(QStringLiteral("live"), tr("Live"), {}, false, tr("To the newest moment (End)"), M::live);
}

void TimelinePanel::makeModes() {
    modes_ = new QWidget(this);
    modes_->setObjectName(QStringLiteral("modes"));
    auto* row = new QHBoxLayout(modes_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(look_.px(3));
    using Mode = Cursor::Mode;
    addMode(Mode::follow, QStringLiteral("follow"), tr("Follow"), tr("Follow: at the end, the window goes with the newest step"));
    addMode(Mode::walk, QStringLiteral("walk"), tr("Walk"), tr("Walk: each new operation stops at its first step, to be walked through"));
    addMode(Mode::review, QStringLiteral("review"), tr("Review"), tr("Review: the window stays at this moment while new operations arrive"));
    modeButtons_[0]->setChecked(true);
}

FlatButton* TimelinePanel::addMode(Cursor::Mode mode, const QString& name, const QString& text, const QString& tip) {
    auto* button = new FlatButton(look_, text, FlatButton::Kind::plain, modes_);
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    modes_->layout()->addWidget(button);
    const auto index = static_cast<std::size_t>(mode);
    modeButtons_[index] = button;
    QAction* action = addAct(QStringLiteral("player.") + name, tip, {});
    action->setCheckable(true);
    modeActions_[index] = action;
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

void TimelinePanel::makeSpeed() {
    caption_ = new QLabel(this);
    caption_->setObjectName(QStringLiteral("timelineCaption"));
    caption_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    slider_ = new QSlider(Qt::Horizontal, this);
    slider_->setObjectName(QStringLiteral("speedSlider"));
    slider_->setRange(0, kSliderSteps);
    slider_->setSingleStep(kSliderSteps / 24);
    slider_->setPageStep(kSliderSteps / 8);
    slider_->setToolTip(tr("How fast Play steps: drag, or turn the wheel ([ slower, ] faster)"));
    slider_->setAccessibleName(tr("Speed of Play"));
    connect(slider_, &QSlider::valueChanged, this, [this](int value) { Q_EMIT speedWanted(speedOf(value)); });
    speed_ = new FlatButton(look_, {}, FlatButton::Kind::plain, this);
    speed_->setObjectName(QStringLiteral("speed"));
    speed_->setToolTip(tr("How fast Play steps; the wheel changes it, too"));
    speed_->installEventFilter(this);
    auto* menu = new QMenu(speed_);
    for (const double speed : {0.5, 1.0, 2.0, 4.0, 8.0, 20.0, 60.0, 200.0})
        connect(menu->addAction(tr("%1 steps/s").arg(speed)), &QAction::triggered, this,
                [this, speed] { Q_EMIT speedWanted(speed); });
    connect(speed_, &QPushButton::clicked, this, [this, menu] {
        menu->popup(speed_->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
    });
    lanes_ = new FlatButton(look_, {}, FlatButton::Kind::plain, this);
    lanes_->setObjectName(QStringLiteral("lanes"));
    lanes_->setIconName(QStringLiteral("lanes"));
    lanes_->setCheckable(true);
    lanes_->setToolTip(tr("All lanes: disk writes, syncs, memory, jobs (L)"));
    lanes_->setAccessibleName(lanes_->toolTip());
    connect(lanes_, &QPushButton::clicked, this, [this](bool all) { setExpanded(all); });
    auto* right = new QWidget(this);
    auto* rightRow = new QHBoxLayout(right);
    rightRow->setContentsMargins(0, 0, 0, 0);
    rightRow->setSpacing(look_.px(10));
    rightRow->addStretch(1);
    for (QWidget* widget : {static_cast<QWidget*>(caption_), static_cast<QWidget*>(slider_), static_cast<QWidget*>(speed_),
                            static_cast<QWidget*>(lanes_)})
        rightRow->addWidget(widget);
    right->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    addToTitleRow(right);
    setSpeed(Cursor::kUsual);
}

QAction* TimelinePanel::addAct(const QString& name, const QString& text, const QList<QKeySequence>& keys) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void TimelinePanel::makeActions() {
    const auto act = [this](const char* name, const QString& text, const QList<QKeySequence>& keys, auto what) {
        QAction* action = addAct(QLatin1String(name), text, keys);
        connect(action, &QAction::triggered, this, what);
        return action;
    };
    act("player.slower", tr("Play slower"), {Qt::Key_BracketLeft}, [this] { changeSpeed(1 / std::sqrt(2.0)); });
    act("player.faster", tr("Play faster"), {Qt::Key_BracketRight}, [this] { changeSpeed(std::sqrt(2.0)); });
    lanesAction_ = act("timeline.lanes", tr("Timeline: show all lanes"), {Qt::Key_L}, [this] { setExpanded(!view_->expanded()); });
    lanesAction_->setCheckable(true);
    act("timeline.zoomIn", tr("Timeline: zoom in"), {Qt::Key_Plus, Qt::Key_Equal}, [this] { view_->zoomIn(); });
    act("timeline.zoomOut", tr("Timeline: zoom out"), {Qt::Key_Minus}, [this] { view_->zoomOut(); });
    act("timeline.fit", tr("Timeline: the whole history, or its usual width"), {Qt::Key_0}, [this] { view_->fit(); });
}

void TimelinePanel::attach(Cursor& cursor) {
    cursor_ = &cursor;
    for (std::size_t i = 0; i < 3; ++i)
        connect(modeActions_[i], &QAction::triggered, &cursor, [&cursor, i] { cursor.setMode(static_cast<Cursor::Mode>(i)); });
    const auto showMode = [this, &cursor] {
        for (std::size_t i = 0; i < 3; ++i) {
            const bool chosen = static_cast<std::size_t>(cursor.mode()) == i;
            modeButtons_[i]->setChecked(chosen);
            modeActions_[i]->setChecked(chosen);
        }
    };
    connect(&cursor, &Cursor::modeChanged, this, showMode);
    for (QAction* action : modeActions_) connect(action, &QAction::triggered, this, showMode);  // chosen twice, it stays
    showMode();
    const auto act = [this, &cursor](const char* name, const QString& text, const QList<QKeySequence>& keys, auto what) {
        connect(addAct(QLatin1String(name), text, keys), &QAction::triggered, &cursor, what);
    };
    act("bookmark.toggle", tr("Bookmark this moment, or take its bookmark away"), {Qt::Key_M}, [&cursor] { cursor.toggleBookmark(); });
    act("bookmark.next", tr("To the next bookmark"), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Right)}, [&cursor] { cursor.nextBookmark(); });
    act("bookmark.previous", tr("To the bookmark before"), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Left)},
        [&cursor] { cursor.previousBookmark(); });
    act("bookmark.rename", tr("Rename the bookmark here"), {}, [this, &cursor] {
        if (!cursor.bookmarks().has(cursor.position())) cursor.toggleBookmark();
        cursor.publishNow();
        view_->editBookmark(cursor.position());
    });
    connect(view_, &TimelineView::bookmarkWanted, &cursor, &Cursor::toggleBookmarkAt);
    connect(view_, &TimelineView::bookmarkNamed, &cursor, &Cursor::renameBookmark);
    connect(view_, &TimelineView::operationDifferenceWanted, &cursor, [&cursor](std::size_t operation) {
        if (operation >= cursor.timeline().operationCount()) return;
        cursor.setMark(cursor.timeline().operation(operation).begin);
        cursor.seekToOperation(operation);
    });
    connect(view_, &TimelineView::markWanted, &cursor, &Cursor::setMark);
}

void TimelinePanel::followBranches(Bridge& bridge) { branches_->follow(bridge); }

void TimelinePanel::rememberIn(QSettings* settings) {
    settings_ = nullptr;
    if (settings) setExpanded(settings->value(QStringLiteral("timeline/lanes"), false).toBool());
    settings_ = settings;
}

void TimelinePanel::setExpanded(bool expanded) {
    view_->setExpanded(expanded);
    lanes_->setChecked(expanded);
    lanesAction_->setChecked(expanded);
    if (settings_) settings_->setValue(QStringLiteral("timeline/lanes"), expanded);
}

void TimelinePanel::changeSpeed(double factor) {
    Q_EMIT speedWanted(std::clamp(stepsPerSecond_ * factor, Cursor::kSlowest, Cursor::kFastest));
}

bool TimelinePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == speed_ && event->type() == QEvent::Wheel) {
        const int turn = static_cast<QWheelEvent*>(event)->angleDelta().y();
        changeSpeed(std::pow(2.0, turn / 240.0));
        return true;
    }
    return Card::eventFilter(watched, event);
}

void TimelinePanel::restyle() {
    caption_->setFont(look_.sans(13));
    QPalette palette = caption_->palette();
    palette.setColor(QPalette::WindowText, look_.theme().muted);
    caption_->setPalette(palette);
    slider_->setFixedWidth(look_.px(76));
    // The row of buttons is higher than other cards' titles: less room around it.
    layout()->setContentsMargins(look_.px(14), look_.px(7), look_.px(14), look_.px(6));
    layout()->setSpacing(look_.px(4));
    placePlayer();
}

// The player stands in the middle of the card, whatever stands beside it, and the modes left of it; so no layout holds
// them. In a narrow window the words beside them give way, then the slider, then the modes.
void TimelinePanel::placePlayer() {
    const QSize size = player_->sizeHint(), modes = modes_->sizeHint();
    const int left = (width() - size.width()) / 2, gap = look_.px(12), top = layout()->contentsMargins().top();
    player_->setGeometry(left, top, size.width(), size.height());
    const int modesLeft = left - gap - modes.width();
    const bool modesFit = modesLeft > look_.px(90);
    modes_->setVisible(modesFit);
    modes_->setGeometry(modesLeft, top, modes.width(), modes.height());
    endSubtitleAt((modesFit ? modesLeft : left) - gap);
    const int room = width() - layout()->contentsMargins().right() - left - size.width() - gap;
    const int buttons = speed_->sizeHint().width() + lanes_->sizeHint().width() + gap;
    // What acting here does is said before the speed can be dragged, in fewer words where there is less room.
    const QFontMetrics metrics(caption_->font());
    const auto fits = [&](const QString& words, bool slider) {
        return buttons + (slider ? slider_->width() + gap : 0) + metrics.horizontalAdvance(words) + gap <= room;
    };
    for (const bool slider : {true, false})
        for (const QString& words : captions_) {
            if (!fits(words, slider)) continue;
            caption_->setText(words);
            caption_->setVisible(true);
            return slider_->setVisible(slider);
        }
    caption_->setVisible(false);
    slider_->setVisible(buttons + slider_->width() + gap <= room);
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
    const bool locked = !waiting_.isEmpty() && (atEnd || moment.position() >= waitsAt_);
    for (FlatButton* button : {play_, step_, operation_}) button->setEnabled(button->isEnabled() && !locked);
    for (FlatButton* button : {play_, step_, operation_}) button->setToolTip(locked ? waiting_ : button->accessibleName());
    // Back to where the question waits one may go, and no further.
    const bool waitsHere = !waiting_.isEmpty() && moment.position() >= waitsAt_;
    live_->setEnabled(live_->isEnabled() && !waitsHere);
    live_->setToolTip(waitsHere ? waiting_ : live_->accessibleName());
    step_->setKind(atEnd || quiet_ ? FlatButton::Kind::plain : FlatButton::Kind::primary);
    const QStringList captions = captionsOf(moment);
    if (captions == captions_) return;
    captions_ = captions;
    caption_->setToolTip(captions.first());
    placePlayer();
}

/// From the longest to the shortest.
QStringList TimelinePanel::captionsOf(const Moment& moment) const {
    if (!waiting_.isEmpty() && (moment.live || moment.position() >= std::min(waitsAt_, moment.timeline().end()))) return {waiting_, tr("answer first")};
    if (moment.before) return {tr("the moment before: let go of Z to return"), tr("the moment before")};
    if (moment.live && moment.summarised > 0) return {tr("live, but summarising: the engine is faster"), tr("live, but summarising")};
    if (moment.live) return {tr("live: the window follows the engine"), tr("live")};
    if (moment.review) return {tr("review: what you do happens at the end"), tr("review: you act at the end")};
    const QString branch = tr("the past: acting here starts a branch"), brief = tr("acting here starts a branch");
    if (!forkPlaceAt(moment.timeline(), moment.position()).inside) return {branch, brief};
    return {tr("the past: acting here starts a branch, behind this operation"), branch, brief};
}

void TimelinePanel::setWaiting(const QString& why, FactId at, bool quiet) {
    if (waiting_ == why && waitsAt_ == at && quiet_ == quiet) return;
    quiet_ = quiet;
    waiting_ = why;
    waitsAt_ = at;
    view_->setNextHidden(!why.isEmpty() && at == kNoFact);
    if (view_->moment().scene) setMoment(view_->moment());
}

void TimelinePanel::setPlaying(bool playing) {
    play_->setText(playing ? tr("Pause") : tr("Play"));
    play_->setIconName(playing ? QStringLiteral("pause") : QStringLiteral("play"));
}

void TimelinePanel::setSpeed(double stepsPerSecond) {
    stepsPerSecond_ = stepsPerSecond;
    speed_->setText(tr("%1 steps/s").arg(speedText(stepsPerSecond)));
    const QSignalBlocker quiet(slider_);
    slider_->setValue(sliderOf(stepsPerSecond));
}

}  // namespace vitrine::ui
