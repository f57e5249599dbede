#include "ui/views/bytes_bar.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <cmath>

namespace vitrine::ui {

namespace {

constexpr std::chrono::milliseconds kTurn{6};  // of a search, between two of the window's

}  // namespace

BytesBar::BytesBar(Look& look, BytesView& view, QWidget* parent) : QWidget(parent), look_(look), view_(view) {
    setObjectName(QStringLiteral("bytesBar"));
    title_ = new LookLabel(look, 13, &Theme::muted, this);
    field_ = new QLineEdit(this);
    field_->setObjectName(QStringLiteral("bytesBarField"));
    const auto button = [&](const QString& text, const char* name, const QString& tip) {
        auto* made = new FlatButton(look, text, FlatButton::Kind::plain, this);
        made->setObjectName(QLatin1String(name));
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        return made;
    };
    hex_ = button(tr("hex"), "bytesFindHex", tr("What is typed is hexadecimal, with or without 0x"));
    hex_->setCheckable(true);
    previous_ = button(tr("↑"), "bytesFindPrevious", tr("The match before (Shift+F3)"));
    next_ = button(tr("↓"), "bytesFindNext", tr("The next match (F3)"));
    cancel_ = button(tr("Cancel"), "bytesFindCancel", tr("Stop searching"));
    close_ = button(tr("Close"), "bytesBarClose", tr("Close this bar (Esc)"));
    status_ = new LookLabel(look, 13, &Theme::muted, this);
    status_->setObjectName(QStringLiteral("bytesBarStatus"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(title_);
    row->addWidget(field_);
    for (FlatButton* each : {hex_, previous_, next_}) row->addWidget(each);
    row->addWidget(status_, 1);
    row->addWidget(cancel_);
    row->addWidget(close_);
    connect(previous_, &QPushButton::clicked, this, [this] { findNext(false); });
    connect(next_, &QPushButton::clicked, this, [this] { findNext(true); });
    connect(cancel_, &QPushButton::clicked, this, [this] { cancel(); });
    connect(close_, &QPushButton::clicked, this, [this] { close(); });
    connect(hex_, &QPushButton::toggled, this, [this] { field_->setFocus(); });
    connect(field_, &QLineEdit::returnPressed, this, [this] { mode_ == Mode::goTo ? go() : findNext(true); });
    connect(field_, &QLineEdit::textEdited, this, [this] {
        cancel();
        say({});
    });
    // As a shortcut it comes before every other meaning of Esc: the selection stays.
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, [this] { close(); });
    connect(escape, &QShortcut::activatedAmbiguously, this, [this] { close(); });
    turn_.setInterval(0);
    connect(&turn_, &QTimer::timeout, this, [this] { searchOn(); });
    connect(&view_, &BytesView::shown, this, [this] {
        if (searching() && view_.dissection().sharedSource() != searched_) cancel();
    });
    connect(&look, &Look::changed, this, [this] { restyle(); });
    restyle();
    hide();
}

void BytesBar::restyle() {
    const Theme& t = look_.theme();
    field_->setFont(look_.mono(13));
    field_->setFixedHeight(look_.px(27));
    field_->setMinimumWidth(look_.px(150));
    field_->setMaximumWidth(look_.px(260));
    layout()->setSpacing(look_.px(7));
    for (FlatButton* each : {hex_, previous_, next_, cancel_, close_}) each->setFixedHeight(look_.px(27));
    field_->setStyleSheet(QStringLiteral("QLineEdit { border: 1px solid %1; border-radius: %2px; background: %3; color: %4;"
                                         " padding: 0 %2px; } QLineEdit:focus { border-color: %5; }")
                              .arg(t.muted.name())
                              .arg(look_.px(5))
                              .arg(t.card.name(), t.ink.name(), t.blue.name()));
}

void BytesBar::open(Mode mode) {
    cancel();
    mode_ = mode;
    const bool finds = mode == Mode::find;
    title_->setText(finds ? tr("Find") : tr("Go to"));
    field_->setAccessibleName(finds ? tr("Bytes or text to find") : tr("Offset to go to"));
    field_->setPlaceholderText(finds ? tr("text, or 0x75 73") : tr("125, 0x7D, +16, end"));
    field_->setText(finds ? needle_ : destination_);
    for (FlatButton* each : {hex_, previous_, next_}) each->setVisible(finds);
    cancel_->hide();
    say({});
    show();
    field_->selectAll();
    field_->setFocus(Qt::ShortcutFocusReason);
}

void BytesBar::openFind() { open(Mode::find); }
void BytesBar::openGoTo() { open(Mode::goTo); }

void BytesBar::close() {
    cancel();
    hide();
    view_.setFocus();
}

void BytesBar::say(const QString& sentence, bool problem) {
    status_->setElided(problem ? sentence : QString(), problem ? QString() : sentence);
}

void BytesBar::cancel() {
    turn_.stop();
    cancel_->hide();
    if (searching()) say(tr("Not searched to the end."));
    finder_.cancel();
    searched_.reset();
}

void BytesBar::go() {
    destination_ = field_->text();
    if (!view_.dissection().valid()) return say(tr("There is no file to go to."), true);
    const Destination to = parseDestination(destination_, view_.currentOffset(), view_.dissection().source().size());
    if (!to.problem.isEmpty()) return say(to.problem, true);
    view_.mark(to.offset, 1);
    say(tr("At byte %L1, 0x%2.").arg(to.offset).arg(QString::number(to.offset, 16).toUpper()));
}

void BytesBar::findNext(bool forward) {
    if (isHidden() || mode_ != Mode::find) {
        open(Mode::find);
        if (needle_.isEmpty()) return;
    }
    const auto marked = view_.marked();
    const std::uint64_t here = view_.currentOffset();
    // On from a match that is marked, else from where one is, that byte included.
    const std::uint64_t from = marked ? marked->offset + (forward ? 1 : 0) : here;
    start(forward, from);
}

void BytesBar::start(bool forward, std::uint64_t from) {
    cancel();
    needle_ = field_->text();
    const Needle needle = parseNeedle(needle_, hex_->isChecked());
    if (!needle.problem.isEmpty()) return say(needle.problem, true);
    if (needle.bytes.empty()) return say(tr("Type what to find: text, or bytes behind 0x."));
    if (!view_.dissection().valid()) return say(tr("There is no file to search."), true);
    searched_ = view_.dissection().sharedSource();
    finder_.start(searched_, needle.bytes, from, forward);
    searchOn();
}

/// A piece at a time: the window answers in between, and Cancel is one of the things that it answers.
void BytesBar::searchOn() {
    switch (finder_.step(kTurn)) {
        case ByteFinder::State::searching:
            cancel_->show();
            say(tr("Searching… %1 %").arg(static_cast<int>(std::lround(finder_.progress() * 100))));
            if (!turn_.isActive()) turn_.start();
            return;
        case ByteFinder::State::found: arrived(); break;
        case ByteFinder::State::absent: say(tr("Not in this file."), true); break;
        case ByteFinder::State::idle: break;
    }
    turn_.stop();
    cancel_->hide();
    searched_.reset();
}

void BytesBar::arrived() {
    const std::uint64_t at = finder_.foundAt();
    const auto source = searched_;
    view_.mark(at, finder_.needle().size());
    const QString place = QString::number(at, 16).toUpper();
    if (const auto count = ByteFinder::count(*source, finder_.needle(), at))
        say((finder_.wrapped() ? tr("At 0x%1, %L2 of %L3, around the end.") : tr("At 0x%1, %L2 of %L3."))
                .arg(place)
                .arg(count->number)
                .arg(count->all));
    else
        say((finder_.wrapped() ? tr("At 0x%1, around the end.") : tr("At 0x%1.")).arg(place));
}

}  // namespace vitrine::ui
