#include "ui/panels/cut_panel.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <algorithm>

#include "ui/models/cut_words.h"
#include "ui/panels/connect_view.h"
#include "ui/panels/scroll_room.h"

namespace vitrine::ui {

namespace {

using Keep = CutChoice::Keep;

constexpr double kMostShare = 0.24, kMostListing = 0.34;  // of the window's height, for what can be chosen from
constexpr int kMostRows = 220, kLeastRoom = 40;           // of the list "one by one"; of what scrolls
constexpr int kAround = 493;                              // of a window's height: what stands above and below the card

void colour(QWidget& widget, const QColor& color) {
    QPalette palette = widget.palette();
    palette.setColor(QPalette::WindowText, color);
    widget.setPalette(palette);
}

}  // namespace

CutPanel::CutPanel(Look& look, Bridge& bridge, QWidget* parent)
    : Card(look, tr("What did the disk keep?"), parent), look_(look), bridge_(bridge), lab_(CutLab::sharedBy(bridge)) {
    setObjectName(QStringLiteral("cutPanel"));
    content_ = addScrollRoom(*this, "cutScroll");
    summary_ = addText("cutSummary");
    bars_ = new CutView(look, this);
    content_->addWidget(bars_);
    addChoices();
    addRows();
    answer_ = addText("cutAnswer");
    content_->addStretch(1);
    body()->addWidget(answer_);  // always in sight
    addButtons();
    connect(bars_, &CutView::tearMoved, &lab_, &CutLab::setTear);
    connect(&lab_, &CutLab::momentChanged, this, &CutPanel::showMoment);
    connect(&lab_, &CutLab::choiceChanged, this, &CutPanel::showChoice);
    connect(&lab_, &CutLab::recoveryStands, this, &CutPanel::leaveToTheSteps);
    connect(&lab_, &CutLab::cutFailed, this, [this](const QString& why) {
        refusal_->setText(why.toHtmlEscaped());
        refusal_->show();
    });
    connect(&bridge.engine(), &EngineThread::stateChanged, this, &CutPanel::showButtons);
    connect(&look, &Look::changed, this, &CutPanel::restyle);
    restyle();
    showMoment();
    connectMoments(*this, bridge.cursor());
}

QLabel* CutPanel::addText(const char* name) {
    auto* label = new QLabel(this);
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    content_->addWidget(label);
    return label;
}

void CutPanel::addChoices() {
    choices_ = new QWidget(this);
    auto* grid = new QGridLayout(choices_);  // filled by arrangeChoices()
    grid->setContentsMargins(0, 0, 0, 0);
    keeps_ = new QButtonGroup(this);
    const std::tuple<Keep, const char*, QString> choices[] = {
        {Keep::nothing, "keepNone", tr("nothing")},   {Keep::everything, "keepAll", tr("everything")},
        {Keep::torn, "keepTorn", tr("a torn write")}, {Keep::reordered, "keepReordered", tr("reordered")},
        {Keep::each, "keepEach", tr("one by one…")},
    };
    for (const auto& [keep, name, text] : choices) {
        auto* radio = new QRadioButton(text, choices_);
        radio->setObjectName(QString::fromLatin1(name));
        keeps_->addButton(radio, static_cast<int>(keep));
        radio->installEventFilter(this);
    }
    connect(keeps_, &QButtonGroup::idClicked, this, [this](int id) { lab_.setKeep(static_cast<Keep>(id)); });
    content_->addWidget(choices_);
}

void CutPanel::addRows() {
    rows_ = new CutRowsView(look_, this);
    scroll_ = new QScrollArea(this);
    scroll_->setObjectName(QStringLiteral("cutRowsScroll"));
    scroll_->setWidget(rows_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    content_->addWidget(scroll_, 100);
    refusal_ = addText("cutRefusal");
    refusal_->hide();
    connect(rows_, &CutRowsView::chosen, this, [this](std::size_t row, int option, int sector) {
        if (row < lab_.choice().rows().size()) lab_.choose(lab_.choice().rows()[row], option, sector);
    });
    connect(rows_, &CutRowsView::refused, this, [this](const QString& why) {
        refusal_->setText(why.toHtmlEscaped());
        refusal_->show();
    });
    connect(rows_, &CutRowsView::walked, this, [this](const QRect& row) {
        scroll_->ensureVisible(row.center().x(), row.bottom(), 0, look_.px(8));
        scroll_->ensureVisible(row.center().x(), row.top(), 0, look_.px(8));
    });
}

void CutPanel::addButtons() {
    const auto act = [this](const char* name, const QString& text, auto what) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, what);
        return action;
    };
    cutAction_ = act("power.cutAndRecover", tr("Cut the power as chosen, and recover"), [this] { lab_.cut(); });
    undoAction_ = act("power.undoCut", tr("Undo the power cut"), [this] { lab_.undo(); });
    cut_ = new FlatButton(look_, {}, FlatButton::Kind::primary, this);
    cut_->setObjectName(QStringLiteral("cutNow"));
    cut_->setIconName(QStringLiteral("bolt"));
    undo_ = new FlatButton(look_, tr("Undo the cut"), FlatButton::Kind::plain, this);
    undo_->setObjectName(QStringLiteral("undoCut"));
    connect(cut_, &QPushButton::clicked, cutAction_, &QAction::trigger);
    connect(undo_, &QPushButton::clicked, undoAction_, &QAction::trigger);
    for (FlatButton* button : {cut_, undo_}) button->setTextSize(13);
    foot_ = new QWidget(this);
    buttons_ = new QHBoxLayout(foot_);
    buttons_->setContentsMargins(0, 0, 0, 0);
    buttons_->setSpacing(look_.px(8));
    buttons_->addWidget(cut_, 0, Qt::AlignLeft);
    buttons_->addWidget(undo_, 0, Qt::AlignLeft);
    buttons_->addStretch(1);
    body()->addWidget(foot_);
}

// ---- what is shown --------------------------------------------------------------------------------------------------------

void CutPanel::showMoment() {
    const CutChoice& choice = lab_.choice();
    const bool pending = lab_.whyNot().isEmpty() && !choice.nothingPending();
    bars_->setVisible(pending && !choice.bars().empty());
    choices_->setVisible(pending);
    const auto allow = [&](Keep keep, const QString& why) {
        QAbstractButton* radio = keeps_->button(static_cast<int>(keep));
        radio->setEnabled(pending && why.isEmpty());
        radio->setToolTip(pending ? why : QString());
    };
    allow(Keep::torn, choice.whyNoTear());
    allow(Keep::reordered, choice.whyNotReordered());
    refusal_->hide();
    showChoice();
}

/// What is pending, or was; and behind a cut, where another choice is made, that this recovery is not of that disk.
void CutPanel::showSummary() {
    const CutChoice& choice = lab_.choice();
    if (!lab_.whyNot().isEmpty()) return summary_->setText(lab_.whyNot().toHtmlEscaped());
    QString words = choice.summary(lab_.isCut());
    if (!choice.nothingPending() && choice.whyNoTear().isEmpty()) words = tr("%1 Drag the tear, or choose:").arg(words);
    words = words.toHtmlEscaped();
    if (lab_.otherChoice())
        words = QStringLiteral("<span style=\"color:%1;font-weight:600\">%2</span>")
                    .arg(look_.theme().rust.name(),
                         tr("Recovery shows another disk: “%1”. Cut the power again to see this one.")
                             .arg(lab_.recovered())
                             .toHtmlEscaped());
    summary_->setText(words);
}

void CutPanel::showChoice() {
    const CutChoice& choice = lab_.choice();
    const bool pending = lab_.whyNot().isEmpty() && !choice.nothingPending();
    showSummary();
    if (auto* radio = keeps_->button(static_cast<int>(choice.keep()))) radio->setChecked(true);
    bars_->setChoice(choice);
    rows_->setChoice(choice);
    const bool each = pending && choice.keep() == Keep::each;
    scroll_->setVisible(each);
    refusal_->hide();
    const auto& answer = lab_.answer();
    answer_->setVisible(lab_.whyNot().isEmpty());
    if (answer) {
        const bool broken = answer->judgement == lab::Judgement::broken;
        const QColor verdict = broken ? look_.theme().rust : look_.theme().green;
        QString text = answerSentence(*answer).toHtmlEscaped();
        if (const QString more = verdictSentence(*answer); !more.isEmpty())
            text += QStringLiteral(" <span style=\"color:%1;font-weight:600\">%2</span>").arg(verdict.name(), more.toHtmlEscaped());
        answer_->setText(text);
        answer_->setToolTip(broken ? QString::fromStdString(answer->why) : QString());
    } else {
        answer_->setText(tr("The database is too large for its recovery to be tried at every choice: cut to see it.").toHtmlEscaped());
        answer_->setToolTip({});
    }
    showButtons();
    takeRoom();
}

/// Only one button is the next step: before a cut it is the cut, behind it the step, unless another disk is chosen.
void CutPanel::showButtons() {
    const QString why = lab_.whyNotCut();
    cut_->setKind((lab_.isCut() && !lab_.otherChoice()) || !why.isEmpty() ? FlatButton::Kind::plain
                                                                          : FlatButton::Kind::primary);
    cut_->setEnabled(why.isEmpty());
    cut_->setToolTip(why.isEmpty() ? tr("Cuts the power here; the disk keeps what is chosen above, and recovery begins") : why);
    cutAction_->setEnabled(why.isEmpty());
    cutAction_->setToolTip(cut_->toolTip());
    undo_->setVisible(lab_.isCut());
    undo_->setToolTip(tr("Goes back to the moment before the power failed"));
    undoAction_->setEnabled(lab_.isCut());
    fitButtons();
}

/// In fewer words where both have no room in a row.
void CutPanel::fitButtons() {
    cut_->setText(lab_.isCut() ? tr("Cut and recover again") : tr("Cut and recover"));
    const QMargins margins = layout()->contentsMargins();
    const int needed = cut_->minimumSizeHint().width() + buttons_->spacing() + undo_->minimumSizeHint().width();
    if (lab_.isCut() && needed > width() - margins.left() - margins.right()) cut_->setText(tr("Cut again"));
}

void CutPanel::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fitButtons();
    takeRoom();
}

/// Nothing that is chosen from is half hidden: the card asks for the room that its words, its choices and the first
/// lines of a list need, up to a share of the window; beyond that they scroll. What is below it gets lower. In a low window
/// the answer scrolls, too, and the card takes what the outcomes below it leave.
void CutPanel::takeRoom() {
    auto* area = findChild<QScrollArea*>(QStringLiteral("cutScroll"));
    const int wide = std::max(area->viewport()->width(), look_.px(200)), spacing = body()->spacing(),
              least = look_.px(kLeastRoom);
    arrangeChoices(wide);
    const bool lists = lab_.whyNot().isEmpty() && !lab_.choice().nothingPending() && lab_.choice().keep() == Keep::each;
    scroll_->setMinimumHeight(lists ? std::clamp(rows_->sizeHint().height(), look_.px(110), look_.px(kMostRows)) : 0);
    const int foot = foot_->sizeHint().height() + spacing;
    const int answer = lab_.whyNot().isEmpty() ? answer_->heightForWidth(wide) + spacing : 0;
    content_->invalidate();
    const int all = content_->hasHeightForWidth() ? content_->heightForWidth(wide) : content_->sizeHint().height();
    const int above = scrollsAnswer_ ? all - answer : all;
    const int share = static_cast<int>(window()->height() * (lists ? kMostListing : kMostShare));
    const int head = titleHeight() + spacing + layout()->contentsMargins().bottom();
    const int usual = head + std::min(above, std::max(share, least)) + answer + foot;
    const int room = window()->height() - look_.px(kAround);
    scrollAnswer(height() < usual);
    // Words that break into lines would else be painted over.
    area->widget()->setMinimumHeight(scrollsAnswer_ ? above + answer : above);
    area->setMinimumHeight(least);
    const int wanted = std::min(usual, room);
    if (wanted == wanted_) return;
    wanted_ = wanted;
    QApplication::postEvent(this, new QEvent(QEvent::LayoutRequest));  // the dock looks for it
}

/// What the card asks for. Where it gets less, its middle scrolls.
QSize CutPanel::minimumSizeHint() const {
    const QSize least = Card::minimumSizeHint();
    return {least.width(), std::max(least.height(), wanted_)};
}

void CutPanel::scrollAnswer(bool scrolls) {
    if (scrolls == scrollsAnswer_) return;
    scrollsAnswer_ = scrolls;
    const bool hidden = answer_->isHidden();
    if (scrolls)
        content_->addWidget(answer_);  // which takes it out of the other
    else
        body()->insertWidget(1, answer_);
    answer_->setVisible(!hidden);
}

/// Three in a row where there is room for them, else two.
void CutPanel::arrangeChoices(int wide) {
    auto* grid = static_cast<QGridLayout*>(choices_->layout());
    int columns = 3, needed = 2 * grid->horizontalSpacing();
    for (int column = 0; column < columns; ++column) {
        int widest = 0;
        for (int id = column; keeps_->button(id); id += columns)
            widest = std::max(widest, keeps_->button(id)->sizeHint().width());
        needed += widest;
    }
    if (needed > wide) columns = 2;
    if (columns == columns_) return;
    columns_ = columns;
    for (int id = 0; keeps_->button(id); ++id) grid->addWidget(keeps_->button(id), id / columns, id % columns);
}

/// Behind a cut the keys step through the recovery; what was chosen is not to change under them.
void CutPanel::leaveToTheSteps() {
    const QWidget* focus = QApplication::focusWidget();
    if (focus && qobject_cast<const QLineEdit*>(focus)) return;
    if (isVisible()) window()->setFocus(Qt::OtherFocusReason);
}

/// Right and Left step, wherever in the choice the keyboard is; Up and Down choose.
bool CutPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress || !lab_.isCut()) return Card::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Left && key != Qt::Key_Right) return Card::eventFilter(watched, event);
    event->ignore();
    return true;
}

void CutPanel::chooseHere() {
    lab_.lookHere();
    if (cut_->isEnabled()) cut_->setFocus(Qt::ShortcutFocusReason);
    else setFocus(Qt::ShortcutFocusReason);
}

void CutPanel::restyle() {
    for (QLabel* label : {summary_, answer_, refusal_}) label->setFont(look_.sans(13));
    colour(*summary_, look_.theme().ink);
    colour(*answer_, look_.theme().ink);
    colour(*refusal_, look_.theme().rust);
    for (QAbstractButton* radio : keeps_->buttons()) radio->setFont(look_.sans(13));
    auto* grid = static_cast<QGridLayout*>(choices_->layout());
    grid->setHorizontalSpacing(look_.px(10));
    grid->setVerticalSpacing(look_.px(6));
    content_->setSpacing(look_.px(8));
    scroll_->viewport()->setAutoFillBackground(false);
    rows_->setAutoFillBackground(false);
    showChoice();
}

}  // namespace vitrine::ui
