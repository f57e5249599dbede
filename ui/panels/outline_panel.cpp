#include "ui/panels/outline_panel.h"

#include "ui/bridge/bridge.h"

namespace vitrine::ui {
namespace {

void color(QLabel* label, const QColor& color) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

}  // namespace

OutlinePanel::OutlinePanel(Look& look, Bridge& bridge, QWidget* parent)
    : Card(look, tr("Lesson"), parent),
      look_(look),
      predictor_(Predictor::of(bridge)),
      player_(LessonPlayer::of(bridge)) {
    setObjectName(QStringLiteral("outlinePanel"));
    subject_ = new QLabel(this);
    subject_->setObjectName(QStringLiteral("lessonSubject"));
    steps_ = new OutlineView(look, this);
    steps_->setObjectName(QStringLiteral("lessonSteps"));
    line_ = new QFrame(this);
    line_->setFrameShape(QFrame::HLine);
    ideaTitle_ = new QLabel(tr("The one idea"), this);
    idea_ = new CoveredText(look, this);
    idea_->setObjectName(QStringLiteral("lessonIdea"));
    score_ = new QLabel(this);
    score_->setObjectName(QStringLiteral("lessonScore"));
    for (QLabel* label : {subject_, score_}) label->setWordWrap(true);
    for (QWidget* widget : {static_cast<QWidget*>(subject_), static_cast<QWidget*>(steps_)}) body()->addWidget(widget);
    body()->addStretch(1);
    const QList<QWidget*> below{line_, ideaTitle_, idea_, score_};
    for (QWidget* widget : below) body()->addWidget(widget);
    auto* row = new QHBoxLayout;
    leave_ = new FlatButton(look, tr("Leave the lesson"), FlatButton::Kind::plain, this);
    leave_->setObjectName(QStringLiteral("lessonLeave"));
    leave_->setToolTip(tr("The database stays as it is"));
    next_ = new FlatButton(look, {}, FlatButton::Kind::plain, this);
    next_->setObjectName(QStringLiteral("lessonNext"));
    row->addWidget(leave_);
    row->addStretch(1);
    row->addWidget(next_);
    body()->addLayout(row);
    connect(leave_, &QPushButton::clicked, &player_, &LessonPlayer::leave);
    connect(next_, &QPushButton::clicked, this, [this] {
        if (player_.following()) Q_EMIT lessonWanted(Lesson(*player_.following()));
    });
    connect(&predictor_, &Predictor::changed, this, &OutlinePanel::refresh);
    connect(&player_, &LessonPlayer::changed, this, &OutlinePanel::refresh);
    connect(&look, &Look::changed, this, &OutlinePanel::restyle);
    restyle();
    refresh();
}

void OutlinePanel::restyle() {
    subject_->setFont(look_.sans(15));
    ideaTitle_->setFont(look_.sans(13));
    score_->setFont(look_.sans(13));
    color(subject_, look_.theme().ink);
    for (QLabel* label : {ideaTitle_, score_}) color(label, look_.theme().muted);
    QPalette palette = line_->palette();
    palette.setColor(QPalette::WindowText, look_.theme().line);
    palette.setColor(QPalette::Dark, look_.theme().line);
    line_->setPalette(palette);
    line_->setFrameShadow(QFrame::Plain);
    update();
}

void OutlinePanel::refresh() {
    const bool open = player_.active();
    const QList<QWidget*> ofLesson{steps_, line_, ideaTitle_, idea_, score_, leave_};
    for (QWidget* widget : ofLesson) widget->setVisible(open);
    next_->setVisible(open && player_.following().has_value());
    if (!open) {
        setTitle(tr("Lesson"));
        setSubtitle({});
        subject_->setText(tr("Its steps stand here once one is open."));
        return;
    }
    const Lesson& lesson = player_.lesson();
    setTitle(lesson.number > 0 ? tr("%1 · %2").arg(lesson.number).arg(lesson.title) : lesson.title);
    setSubtitle(lesson.minutes > 0 ? tr("about %n minute(s)", nullptr, lesson.minutes) : QString());
    subject_->setText(lesson.subject);
    subject_->setVisible(!lesson.subject.isEmpty());
    showSteps();
    showWayOn();
}

void OutlinePanel::showSteps() {
    const Lesson& lesson = player_.lesson();
    std::vector<OutlineRow> rows;
    const std::size_t here = player_.step();
    for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
        using State = OutlineRow::State;
        OutlineRow row{i < here ? State::done : i == here ? State::here : State::ahead, lesson.steps[i].title, {}};
        if (i == here && player_.state() == LessonPlayer::State::asking) row.note = tr("predict, then step");
        if (i == here && player_.state() == LessonPlayer::State::watching) row.note = tr("watch it happen");
        if (i == here && player_.state() == LessonPlayer::State::away) row.note = tr("waits here for you");
        rows.push_back(std::move(row));
    }
    steps_->setRows(std::move(rows));
}

void OutlinePanel::showWayOn() {
    const Lesson& lesson = player_.lesson();
    ideaTitle_->setVisible(!lesson.idea.isEmpty());
    idea_->setVisible(!lesson.idea.isEmpty());
    idea_->show(lesson.idea, player_.finished() ? QString() : tr("covered until the end"));
    score_->setVisible(!lesson.questions.empty());
    score_->setText(
        tr("Right so far: %L1 of %L2. Kept on this screen only.").arg(predictor_.right()).arg(predictor_.answered()));
    if (!player_.following()) return;
    const Lesson& following = *player_.following();
    next_->setText(tr("Next: %1 · %2").arg(following.number).arg(following.title));
    next_->setKind(player_.finished() ? FlatButton::Kind::primary : FlatButton::Kind::plain);
}

}  // namespace vitrine::ui
