#include "ui/views/script_sheet.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

namespace vitrine::ui {

ScriptSheet::ScriptSheet(Look& look, const QString& title, QWidget* parent) : QDialog(parent), look_(look) {
    setObjectName(QStringLiteral("scriptSheet"));
    setWindowTitle(title);
    setModal(false);
    sentence_ = new QLabel(this);
    sentence_->setObjectName(QStringLiteral("scriptSentence"));
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);
    text_ = new QPlainTextEdit(this);
    text_->setObjectName(QStringLiteral("scriptText"));
    text_->setReadOnly(true);
    text_->setLineWrapMode(QPlainTextEdit::NoWrap);
    text_->setAccessibleName(tr("The script"));
    copy_ = new FlatButton(look, {}, FlatButton::Kind::plain, this);
    copy_->setObjectName(QStringLiteral("scriptCopy"));
    auto* run = new FlatButton(look, tr("Run it in the console"), FlatButton::Kind::primary, this);
    run->setObjectName(QStringLiteral("scriptRun"));
    run->setToolTip(tr("Its lines are sent one after the other: it begins anew, in an empty place"));
    auto* close = new FlatButton(look, tr("Close"), FlatButton::Kind::plain, this);
    close->setObjectName(QStringLiteral("scriptClose"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy_);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(run);
    auto* all = new QVBoxLayout(this);
    all->addWidget(sentence_);
    all->addWidget(text_, 1);
    all->addLayout(buttons);
    connect(copy_, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(text_->toPlainText());
        copy_->setText(tr("It is on the clipboard"));
    });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(run, &QPushButton::clicked, this, [this] {
        Q_EMIT runWanted(text_->toPlainText());
        QDialog::close();
    });
    connect(&look, &Look::changed, this, &ScriptSheet::restyle);
    restyle();
}

void ScriptSheet::setScript(const QString& script, const QString& sentence) {
    sentence_->setText(sentence);
    text_->setPlainText(script);
    copy_->setText(tr("Copy"));
}

void ScriptSheet::restyle() {
    QPalette colours = palette();
    const Theme& theme = look_.theme();
    colours.setColor(QPalette::Window, theme.card);
    colours.setColor(QPalette::Base, theme.card);
    for (const auto role : {QPalette::WindowText, QPalette::Text}) colours.setColor(role, theme.ink);
    setPalette(colours);
    sentence_->setFont(look_.sans(14));
    text_->setFont(look_.mono(13));
    for (FlatButton* button : findChildren<FlatButton*>()) button->setTextSize(13);
    layout()->setContentsMargins(look_.px(18), look_.px(18), look_.px(18), look_.px(18));
    layout()->setSpacing(look_.px(10));
    resize(look_.px(560), look_.px(420));
}

}  // namespace vitrine::ui
