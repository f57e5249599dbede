#include "ui/panels/cut_panel.h"

#include <QGridLayout>
#include <QScrollBar>

#include "ui/models/cut_words.h"
#include "ui/panels/connect_view.h"

namespace vitrine::ui {

namespace {

using Keep = CutChoice::Keep;

void colour(QWidget& widget, const QColor& color) {
    QPalette palette = widget.palette();
    palette.setColor(QPalette::WindowText, color);
    widget.setPalette(palette);
}

}  // namespace

CutPanel::CutPanel(Look& look, Bridge& bridge, QWidget* parent)
    : Card(look, tr("What did the disk keep?"), parent), look_(look), bridge_(bridge), lab_(CutLab::sharedBy(bridge)) {
    setObjectName(QStringLiteral("cutPanel"));
    auto* room = new QScrollArea(this);
    room->setObjectName(QStringLiteral("cutScroll"));
    room->setFrameShape(QFrame::NoFrame);
    room->setWidgetResizable(true);
    room->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    room->setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(room);
    content_ = new QVBoxLayout(content);
    content_->setContentsMargins(0, 0, 0, 0);
    room->setWidget(content);
    room->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    body()->addWidget(room, 1);
    summary_ = addText("cutSummary");
    bars_ = new CutView(look, this);
    content_->addWidget(bars_);
    addChoices();
    addRows();
    answer_ = addText("cutAnswer");
    content_->addStretch(1);
    body()->addWidget(answer_);
    addButtons();
    connect(bars_, &CutView::tearMoved, &lab_, &CutLab::setTear);
    connect(&lab_, &CutLab::momentChanged, this, &CutPanel::showMoment);
    connect(&lab_, &CutLab::choiceChanged, this, &CutPanel::showChoice);
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
    auto* grid = new QGridLayout(choices_);
    grid->setContentsMargins(0, 0, 0, 0);
    keeps_ = new QButtonGroup(this);
    const std::tuple<Keep, const char*, QString> choices[] = {
        {Keep::nothing, "keepNone", tr("nothing")},
        {Keep::everything, "keepAll", tr("everything")},
        {Keep::torn, "keepTorn", tr("a torn write")},
        {Keep::each, "keepEach", tr("one by one…")},
    };
    for (const auto& [keep, name, text] : choices) {
        auto* radio = new QRadioButton(text, choices_);
        radio->setObjectName(QString::fromLatin1(name));
        const int index = static_cast<int>(keep);
        keeps_->addButton(radio, index);
        grid->addWidget(radio, index / 2, index % 2);
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
    buttons_ = new QHBoxLayout;
    buttons_->setSpacing(look_.px(8));
    buttons_->addWidget(cut_, 0, Qt::AlignLeft);
    buttons_->addWidget(undo_, 0, Qt::AlignLeft);
    buttons_->addStretch(1);
    body()->addLayout(buttons_);
}

// ---- what is shown --------------------------------------------------------------------------------------------------------

void CutPanel::showMoment() {
    const CutChoice& choice = lab_.choice();
    const bool known = lab_.whyNot().isEmpty();
    const bool pending = known && !choice.nothingPending();
    QString words = known ? choice.summary(lab_.isCut()) : lab_.whyNot();
    const bool tears = pending && choice.whyNoTear().isEmpty();
    if (tears) words = tr("%1 Drag the tear, or choose:").arg(words);
    summary_->setText(words.toHtmlEscaped());
    bars_->setVisible(pending && !choice.bars().empty());
    choices_->setVisible(pending);
    keeps_->button(static_cast<int>(Keep::torn))->setEnabled(tears);
    keeps_->button(static_cast<int>(Keep::torn))->setToolTip(pending ? choice.whyNoTear() : QString());
    refusal_->hide();
    showChoice();
}

void CutPanel::showChoice() {
    const CutChoice& choice = lab_.choice();
    const bool pending = lab_.whyNot().isEmpty() && !choice.nothingPending();
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
}

/// Only one button is the next step: before a cut it is the cut, behind it the step.
void CutPanel::showButtons() {
    const QString why = lab_.whyNotCut();
    cut_->setText(lab_.isCut() ? tr("Cut and recover again") : tr("Cut and recover"));
    cut_->setKind(lab_.isCut() || !why.isEmpty() ? FlatButton::Kind::plain : FlatButton::Kind::primary);
    cut_->setEnabled(why.isEmpty());
    cut_->setToolTip(why.isEmpty() ? tr("Cuts the power here; the disk keeps what is chosen above, and recovery begins") : why);
    cutAction_->setEnabled(why.isEmpty());
    cutAction_->setToolTip(cut_->toolTip());
    undo_->setVisible(lab_.isCut());
    undoAction_->setEnabled(lab_.isCut());
    fitButtons();
}

/// One below the other where both have no room in a row.
void CutPanel::fitButtons() {
    const QMargins margins = layout()->contentsMargins();
    const int needed = cut_->minimumSizeHint().width() + buttons_->spacing() + undo_->minimumSizeHint().width();
    const bool fits = !lab_.isCut() || needed <= width() - margins.left() - margins.right();
    buttons_->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void CutPanel::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fitButtons();
    fitAnswer();
}

/// It is always in sight, unless the card is so low that the choices would have no place.
void CutPanel::fitAnswer() {
    const bool low = height() < look_.px(200);
    QBoxLayout* to = low ? content_ : body();
    if (to->indexOf(answer_) >= 0) return;
    (low ? body() : content_)->removeWidget(answer_);
    to->insertWidget(low ? content_->count() - 1 : 1, answer_);
    answer_->setVisible(lab_.whyNot().isEmpty());
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
    scroll_->setMinimumHeight(look_.px(110));
    findChild<QScrollArea*>(QStringLiteral("cutScroll"))->setMinimumHeight(look_.px(60));
    scroll_->viewport()->setAutoFillBackground(false);
    rows_->setAutoFillBackground(false);
    showChoice();
}

}  // namespace vitrine::ui
