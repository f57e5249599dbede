#include "ui/panels/question_panel.h"

#include <QApplication>
#include <algorithm>

#include "ui/bridge/bridge.h"
#include "ui/views/accessible_views.h"

namespace vitrine::ui {
namespace {

using Phase = Predictor::Phase;
using Given = Predictor::Given;
constexpr int kLeastWidth = 260, kLeastForRow = 340;

void color(QLabel* label, const QColor& color) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

}  // namespace

QuestionPanel::QuestionPanel(Look& look, Bridge& bridge, QWidget* parent)
    : Card(look, tr("Predict"), parent),
      look_(look),
      predictor_(Predictor::of(bridge)),
      player_(LessonPlayer::of(bridge)) {
    setObjectName(QStringLiteral("questionPanel"));
    makeContent();
    makeButtons();
    connect(&predictor_, &Predictor::changed, this, &QuestionPanel::refresh);
    connect(&player_, &LessonPlayer::changed, this, &QuestionPanel::refresh);
    connect(&look, &Look::changed, this, &QuestionPanel::restyle);
    restyle();
    refresh();
}

void QuestionPanel::makeContent() {
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("questionContent"));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    const auto label = [&](const char* name) {
        auto* made = new QLabel(content);
        made->setObjectName(QLatin1String(name));
        made->setWordWrap(true);
        return made;
    };
    column->addWidget(ask_ = label("questionText"));
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        auto* answer = new AnswerCard(look_, QChar(static_cast<char16_t>(u'A' + i)), content);
        connect(answer, &QAbstractButton::clicked, this, [this, i] { predictor_.choose(i), refresh(); });
        connect(answer, &AnswerCard::handsTyped, this, [this, i](int hands) { predictor_.setHands(i, hands); });
        column->addWidget(answer);
        answers_.at(i) = answer;
    }
    column->addWidget(hands_ = label("questionHands"));
    column->addWidget(verdict_ = label("questionVerdict"));
    column->addWidget(outcome_ = label("questionOutcome"));
    column->addStretch(1);
    scroll_ = new QScrollArea(this);
    scroll_->setObjectName(QStringLiteral("questionScroll"));
    scroll_->setWidget(content);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    body()->addWidget(scroll_, 1);
}

FlatButton* QuestionPanel::addButton(const char* name, FlatButton::Kind kind) {
    auto* button = new FlatButton(look_, {}, kind, this);
    button->setObjectName(QLatin1String(name));
    row_->addWidget(button, kind == FlatButton::Kind::primary ? 3 : 2);
    // Pressed, it hands the keys back: Enter is the primary button's then, and the arrows step. Before it acts, as it may vanish.
    connect(button, &QPushButton::clicked, this, [this] { window()->setFocus(); });
    return button;
}

void QuestionPanel::makeButtons() {
    row_ = new QHBoxLayout;
    body()->addLayout(row_);
    commit_ = addButton("questionCommit", FlatButton::Kind::primary);
    connect(commit_, &QPushButton::clicked, &predictor_, &Predictor::commit);
    unknown_ = addButton("questionUnknown", FlatButton::Kind::plain);
    unknown_->setText(tr("I do not know"));
    unknown_->setToolTip(tr("A full answer: the command runs, and you see what happens"));
    connect(unknown_, &QPushButton::clicked, &predictor_, &Predictor::sayDoNotKnow);
    skip_ = addButton("questionSkip", FlatButton::Kind::plain);
    skip_->setText(tr("Skip"));
    skip_->setToolTip(tr("Go on without this question"));
    connect(skip_, &QPushButton::clicked, &predictor_, &Predictor::skip);
    goOn_ = addButton("questionGoOn", FlatButton::Kind::primary);
    connect(goOn_, &QPushButton::clicked, &predictor_, &Predictor::goOn);
    show_ = addButton("questionShow", FlatButton::Kind::plain);
    show_->setText(tr("Show the moment"));
    show_->setToolTip(tr("Go to the step in which it can be seen"));
    connect(show_, &QPushButton::clicked, &predictor_, &Predictor::showMoment);
    lessons_ = addButton("questionLessons", FlatButton::Kind::primary);
    lessons_->setText(tr("Choose a lesson"));
    connect(lessons_, &QPushButton::clicked, this, &QuestionPanel::lessonsWanted);
    back_ = addButton("questionBack", FlatButton::Kind::primary);
    back_->setText(tr("Back to the lesson"));
    back_->setToolTip(tr("Begins its database anew and goes to where the lesson stood"));
    connect(back_, &QPushButton::clicked, &player_, &LessonPlayer::comeBack);
}

void QuestionPanel::restyle() {
    ask_->setFont(look_.sans(20, QFont::DemiBold));
    verdict_->setFont(look_.sans(16, QFont::DemiBold));
    outcome_->setFont(look_.sans(15));
    hands_->setFont(look_.sans(13));
    color(ask_, look_.theme().ink);
    color(outcome_, look_.theme().ink);
    color(hands_, look_.theme().muted);
    setMinimumWidth(look_.px(kLeastWidth));  // beside other cards, too, a question can be read
    scroll_->widget()->layout()->setSpacing(look_.px(10));
    row_->setSpacing(look_.px(8));
    refresh();
}

/// In a narrow card its buttons stand below each other, where their words have room.
void QuestionPanel::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    row_->setDirection(width() < look_.px(kLeastForRow) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

/// Who pressed a button that is gone goes on with keys: they step, and type into no field that comes next.
void QuestionPanel::keepFocus() {
    if (predictor_.phase() == shown_) return;
    shown_ = predictor_.phase();
    const QWidget* focus = QApplication::focusWidget();
    if (focus && isAncestorOf(focus)) window()->setFocus();
}

void QuestionPanel::refresh() {
    keepFocus();
    const Phase phase = predictor_.phase();
    const bool asked = phase != Phase::none;
    const bool showsOutcome = phase == Phase::watch || phase == Phase::explain;
    for (AnswerCard* answer : answers_) answer->setVisible(asked);
    hands_->setVisible(phase == Phase::predict);
    verdict_->setVisible(phase == Phase::explain);
    outcome_->setVisible(showsOutcome || !asked);
    for (FlatButton* button : {commit_, unknown_, skip_}) button->setVisible(phase == Phase::predict);
    goOn_->setVisible(phase == Phase::explain);
    show_->setVisible(phase == Phase::explain && !predictor_.wasRight() && predictor_.canShow());
    lessons_->setVisible(!asked && !player_.active());
    back_->setVisible(!asked && player_.state() == LessonPlayer::State::away);
    if (!asked) return showIdle();
    setTitle(phase == Phase::predict ? tr("Predict") : phase == Phase::watch ? tr("Watch") : tr("Explain"));
    setSubtitle(predictor_.prediction().place);
    showQuestion();
    showAnswers();
    if (showsOutcome) showOutcome();
}

void QuestionPanel::showQuestion() {
    ask_->setText(predictor_.prediction().ask);
    const auto chosen = predictor_.chosen();
    commit_->setEnabled(chosen.has_value());
    commit_->setText(chosen ? tr("Commit %1 · Enter").arg(QChar(static_cast<char16_t>(u'A' + *chosen))) : tr("Commit"));
    commit_->setToolTip(chosen ? tr("Run it, and see (Enter)") : tr("Choose an answer first: a click, or its letter"));
    const int all = predictor_.allHands();
    hands_->setText(all > 0 ? tr("%n hand(s) in the room. Type a count, or leave it.", nullptr, all)
                            : tr("Hands in the room: type a count at an answer, or leave it."));
    if (predictor_.phase() != Phase::predict || told_ == ask_->text()) return;
    told_ = ask_->text();
    announceAloud(*this, told_);
}

void QuestionPanel::showAnswers() {
    const Prediction& prediction = predictor_.prediction();
    int most = 1;
    for (std::size_t i = 0; i < answers_.size(); ++i) most = std::max(most, predictor_.hands(i));
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        answers_.at(i)->setVisible(i < prediction.answers.size());
        if (i >= prediction.answers.size()) continue;
        using Mark = AnswerCard::Mark;
        const bool chosen = predictor_.chosen() == i, known = predictor_.phase() == Phase::explain;
        const Mark mark = !known ? Mark::open : i == prediction.right ? Mark::right : chosen ? Mark::wrong : Mark::open;
        answers_.at(i)->show(prediction.answers[i], chosen, mark, predictor_.waits());
        answers_.at(i)->setHands(predictor_.hands(i), std::max(most, predictor_.allHands()));
    }
}

QString QuestionPanel::outcomeText() const {
    if (predictor_.given() == Given::doNotKnow) return tr("This is what happened:");
    if (predictor_.wasRight()) return tr("Right.");
    const QChar letter(static_cast<char16_t>(u'A' + predictor_.prediction().right));
    return tr("Not so: it is %1.").arg(letter);
}

void QuestionPanel::showOutcome() {
    if (predictor_.phase() == Phase::watch) {
        outcome_->setText(tr("It has run. Step through it (→), or play: at its end you read what happened."));
        return;
    }
    verdict_->setText(outcomeText());
    const Theme& t = look_.theme();
    color(verdict_, predictor_.given() != Given::answer ? t.ink : predictor_.wasRight() ? t.green : t.rust);
    outcome_->setText(predictor_.prediction().then);
    goOn_->setText(predictor_.goOnText().isEmpty() ? tr("Go on · Enter") : tr("%1 · Enter").arg(predictor_.goOnText()));
    const QString words = verdict_->text() + QLatin1Char(' ') + outcome_->text();
    if (told_ == words) return;
    told_ = words;
    announceAloud(*this, words);
    scroll_->ensureWidgetVisible(outcome_);
}

/// Nothing is asked.
void QuestionPanel::showIdle() {
    using State = LessonPlayer::State;
    told_.clear();
    setTitle(tr("Predict"));
    setSubtitle({});
    const Lesson& lesson = player_.lesson();
    const QString stands = lesson.steps.empty() ? lesson.title : lesson.steps[player_.step()].title;
    switch (player_.state()) {
        case State::none:
            ask_->setText(tr("Decide first, then watch."));
            outcome_->setText(player_.failure().isEmpty()
                                  ? tr("A lesson asks what will happen before it happens. None is open.")
                                  : player_.failure());
            break;
        case State::away:
            ask_->setText(tr("This is your own."));
            outcome_->setText(
                tr("You left the way of the lesson “%1”. It stands at “%2”, and waits.").arg(lesson.title, stands));
            break;
        case State::finished:
            ask_->setText(tr("That was “%1”.").arg(lesson.title));
            outcome_->setText(
                tr("The database is yours now: put, get and delete keys of your own, and watch what they do."));
            break;
        default:
            ask_->setText(lesson.title);
            outcome_->setText(tr("The lesson goes on …"));
    }
}

}  // namespace vitrine::ui
