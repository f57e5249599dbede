#include "ui/panels/bytes_edits.h"

#include <QMenu>

namespace vitrine::ui {

BytesEdits::BytesEdits(Look& look, BytesView& view, QWidget* panel)
    : QWidget(panel), look_(look), view_(view), panel_(panel) {
    setObjectName(QStringLiteral("bytesEdits"));
    flip_ =
        add("bytes.flip", tr("Flip a bit…"), QKeySequence(static_cast<int>(Qt::CTRL) | Qt::Key_B), &BytesEdits::flip);
    overwrite_ =
        add("bytes.overwrite", tr("Overwrite the bytes…"), QKeySequence(Qt::Key_Insert), &BytesEdits::overwrite);
    cut_ = add("bytes.cut", tr("Cut the file here"), QKeySequence(static_cast<int>(Qt::CTRL) | Qt::Key_Delete),
               &BytesEdits::cut);
    extend_ = add("bytes.extend", tr("Extend the file…"), QKeySequence(static_cast<int>(Qt::CTRL) | Qt::Key_E),
                  &BytesEdits::extend);
    status_ = new LookLabel(look, 13, &Theme::ink, this);
    status_->setObjectName(QStringLiteral("bytesEditsStatus"));
    field_ = new QLineEdit(this);
    field_->setObjectName(QStringLiteral("bytesExtendField"));
    field_->setPlaceholderText(tr("16, or 16 FF"));
    field_->setAccessibleName(tr("How many bytes, and which"));
    sure_ = button("bytesEditSure", tr("Change it"), FlatButton::Kind::danger);
    leave_ = button("bytesEditLeave", tr("Leave it"), FlatButton::Kind::plain);
    close_ = button("bytesEditClose", tr("Close the database"), FlatButton::Kind::plain);
    reopen_ = button("bytesReopen", tr("Reopen"), FlatButton::Kind::plain);  // the bar above has the primary one
    salvage_ = button("bytesSalvage", tr("Salvage"), FlatButton::Kind::plain);
    readOnly_ = button("bytesReadOnly", tr("Open read-only"), FlatButton::Kind::plain);
    salvage_->setToolTip(tr("Takes what can be read, says what it could not, and keeps the originals"));
    readOnly_->setToolTip(tr("Opens for reading and changes nothing"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(status_, 1);
    for (QWidget* widget : {static_cast<QWidget*>(field_), static_cast<QWidget*>(sure_), static_cast<QWidget*>(leave_),
                            static_cast<QWidget*>(close_), static_cast<QWidget*>(readOnly_),
                            static_cast<QWidget*>(salvage_), static_cast<QWidget*>(reopen_)})
        row->addWidget(widget);
    connect(sure_, &QPushButton::clicked, this, [this] {
        asking_ = Asking::nothing;
        Q_EMIT view_.commandWanted(std::exchange(waiting_, {}));
        say();
    });
    connect(leave_, &QPushButton::clicked, this, [this] {
        asking_ = Asking::nothing;
        say();
    });
    connect(close_, &QPushButton::clicked, this, [this] { Q_EMIT view_.commandWanted(QStringLiteral("close")); });
    connect(reopen_, &QPushButton::clicked, this, [this] { Q_EMIT recoveryWanted(QStringLiteral("open")); });
    connect(salvage_, &QPushButton::clicked, this, [this] { Q_EMIT recoveryWanted(QStringLiteral("open salvage")); });
    connect(readOnly_, &QPushButton::clicked, this, [this] { Q_EMIT recoveryWanted(QStringLiteral("open readonly")); });
    connect(field_, &QLineEdit::returnPressed, this, [this] {
        asking_ = Asking::nothing;
        send(extendLine(fileName(), field_->text()));
        view_.setFocus(Qt::OtherFocusReason);
    });
    connect(&view_, &BytesView::shown, this, &BytesEdits::judge);
    connect(&view_, &BytesView::overwritten, this,
            [this](std::uint64_t offset, const Bytes& bytes) { send(editLine(fileName(), offset, bytes)); });
    connect(&look, &Look::changed, this, &BytesEdits::restyle);
    restyle();
    judge();
}

QAction* BytesEdits::add(const char* name, const QString& text, const QKeySequence& key, void (BytesEdits::*act)()) {
    auto* made = new QAction(text, panel_);
    made->setObjectName(QLatin1String(name));
    made->setShortcut(key);
    made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(made, &QAction::triggered, this, act);
    panel_->addAction(made);
    return made;
}

FlatButton* BytesEdits::button(const char* name, const QString& text, FlatButton::Kind kind) {
    auto* made = new FlatButton(look_, text, kind, this);
    made->setObjectName(QLatin1String(name));
    made->setTextSize(13);
    return made;
}

void BytesEdits::setRealFiles(bool real) {
    real_ = real;
    judge();
}

QString BytesEdits::fileName() const {
    const SpaceState* file = view_.moment().scene ? view_.moment().scene->space(view_.space()) : nullptr;
    return file ? QString::fromStdString(file->name) : QString();
}

// ---- whether one may -------------------------------------------------------------------------------------------------------

QString BytesEdits::whyNot(bool needsBytes) const {
    if (view_.foreignFile()) return tr("This file is only looked at: it is none of the session’s.");
    if (fileName().isEmpty()) return tr("There is no file yet.");
    if (stand_.opening) return tr("At this moment it is being opened: go to the end of that first.");
    if (stand_.open) return tr("Close the database first: an open engine would not notice.");
    if (needsBytes && !view_.selected()) return tr("Mark a byte first: drag over it, or use Shift with the arrows.");
    return {};
}

void BytesEdits::judge() {
    stand_ = editStandAt(view_.moment());
    for (QAction* action : {flip_, overwrite_, cut_, extend_}) {
        const QString why = whyNot(action != extend_);
        action->setEnabled(why.isEmpty());
        action->setToolTip(why);
    }
    if (!whyNot(false).isEmpty()) asking_ = Asking::nothing;
    say();
}

/// One thing at a time: what is being typed or asked, then what comes next.
void BytesEdits::say() {
    const bool here = !view_.foreignFile() && !fileName().isEmpty();
    const bool typing = view_.overwriting(), asks = asking_ != Asking::nothing;
    const bool refused = here && !stand_.refusal.isEmpty(), edited = here && stand_.edited;
    const bool offers = !typing && !asks && (refused || edited);
    const bool open = here && stand_.open && !stand_.opening && view_.marked() &&
                      !asks;  // somebody who marks bytes may want to change them
    field_->setVisible(asking_ == Asking::extend);
    sure_->setVisible(asking_ == Asking::sure);
    leave_->setVisible(asks);
    close_->setVisible(open);
    reopen_->setVisible(offers && !refused);
    salvage_->setVisible(offers && refused);
    readOnly_->setVisible(offers && refused);
    if (typing)
        status_->setElided(tr("Type hex over the bytes."), tr("Enter writes them, Esc gives up."));
    else if (asking_ == Asking::extend)
        status_->setElided(tr("Extend by how many bytes?"), tr("Zeros, or the hex digits behind."));
    else if (asking_ == Asking::sure)
        status_->setElided(tr("This is a real file."), tr("It is changed on the disk, for good: %1").arg(waiting_));
    else if (refused)
        status_->setElided(tr("The opening was refused."), stand_.refusal);
    else if (edited)
        status_->setElided(tr("The bytes were changed."), tr("Reopen, and see where validation stops."));
    else if (open)
        status_->setElided({}, tr("To change these bytes, close the database first: an open engine would not notice."));
    setVisible(typing || asks || offers || open);
}

// ---- changing --------------------------------------------------------------------------------------------------------------

void BytesEdits::send(const QString& line) {
    if (fileName().isEmpty()) return;
    if (!real_) {
        Q_EMIT view_.commandWanted(line);
        return say();
    }
    waiting_ = line;
    asking_ = Asking::sure;
    say();
    sure_->setFocus(Qt::OtherFocusReason);
}

void BytesEdits::flip() {
    const auto offset = view_.byteAtHand();
    if (!offset) return;
    char byte = 0;
    view_.dissection().source().read(*offset, std::span(&byte, 1));
    auto* menu = new QMenu(panel_);
    menu->setObjectName(QStringLiteral("bytesFlipMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int bit = 7; bit >= 0; --bit)
        connect(menu->addAction(flipText(static_cast<unsigned char>(byte), bit)), &QAction::triggered, this,
                [this, at = *offset, to = static_cast<char>(byte ^ (1 << bit))] {
                    send(editLine(fileName(), at, ByteView(&to, 1)));
                });
    menu->popup(view_.mapToGlobal(view_.positionOf(*offset)));
}

void BytesEdits::overwrite() {
    if (const auto offset = view_.byteAtHand()) view_.beginOverwrite(*offset);
}

void BytesEdits::cut() {
    if (const auto range = view_.selected()) send(cutLine(fileName(), range->offset));
}

void BytesEdits::extend() {
    asking_ = Asking::extend;
    say();
    field_->setText(QStringLiteral("16"));
    field_->selectAll();
    field_->setFocus(Qt::OtherFocusReason);
}

void BytesEdits::restyle() {
    layout()->setSpacing(look_.px(8));
    field_->setFont(look_.mono(13));
    field_->setFixedWidth(look_.px(150));
    for (FlatButton* one : {sure_, leave_, close_, reopen_, salvage_, readOnly_}) one->setFixedHeight(look_.px(28));
}

}  // namespace vitrine::ui
