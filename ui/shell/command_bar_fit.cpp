// How the command bar looks, and what it leaves out in a narrow window.
#include <QPainter>
#include <algorithm>

#include "ui/models/kind_titles.h"
#include "ui/shell/command_bar.h"

namespace vitrine::ui {

void CommandBar::restyle() {
    setFixedHeight(look_.px(54));
    layout()->setContentsMargins(look_.px(14), 0, look_.px(16), 0);
    layout()->setSpacing(look_.px(7));
    for (QWidget* separator : separators_) separator->setFixedSize(look_.px(9), look_.px(24));
    for (QLineEdit* field : {key_, value_}) {
        field->setFont(look_.mono(13));
        field->setTextMargins(look_.px(6), 0, look_.px(6), 0);
        field->setFixedHeight(look_.px(32));
        field->setMinimumWidth(look_.px(74));
        field->setMaximumWidth(look_.px(field->property("usualWidth").toInt()));
    }
    fitWords();
    update();
}

/// A narrow bar says less, in whole words: the program's name goes first, then what the choosers' kinds are called in
/// full, then what the console does as well.
void CommandBar::fitWords() {
    auto* engine = findChild<FlatButton*>(QStringLiteral("engine"));
    auto* index = findChild<FlatButton*>(QStringLiteral("index"));
    if (!engine || !index || layouts_.isEmpty()) return;
    const auto say = [&](int brevity) {
        layout()->setSpacing(look_.px(brevity < 3 ? 7 : 5));
        menu_->setNameShown(brevity < 1);
        search_->setKeysShown(brevity < 3);
        engine->setText(brevity < 2 ? engineTitle(engineKind_) : engineKind_);
        index->setText(brevity < 2 ? indexTitle(indexKind_) : indexKind_);
        cut_->setText(brevity < 3 ? tr("Cut power…") : tr("Cut"));
        buttons_[QStringLiteral("scan")]->setVisible(brevity < 4);
        for (FlatButton* chooser : {engine, index}) chooser->setVisible(brevity < 5);
        buttons_[QStringLiteral("help")]->setText(QStringLiteral("?"));
    };
    const auto needed = [&] {
        int width = layout()->contentsMargins().left() + layout()->contentsMargins().right();
        for (int i = 0; i < layout()->count(); ++i) {
            const QWidget* widget = layout()->itemAt(i)->widget();
            if (!widget || widget->isHidden()) continue;
            const auto* button = qobject_cast<const FlatButton*>(widget);
            width += (button ? button->sizeHint().width() : layout()->itemAt(i)->minimumSize().width()) + layout()->spacing();
        }
        return width;
    };
    for (int brevity = 0; brevity <= 5; ++brevity) {
        say(brevity);
        if (needed() <= width()) break;
    }
    // What is short of room now are the fields.
    const bool fits = needed() <= width();
    for (FlatButton* button : findChildren<FlatButton*>()) button->setMinimumWidth(fits ? button->sizeHint().width() : 0);
    layout()->activate();  // what was tried on the way is never seen
}

void CommandBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitWords();
}

void CommandBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), look_.theme().card);
    painter.setPen(QPen(look_.theme().line, 1));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    for (const QWidget* separator : separators_) {
        const QRect box = separator->geometry();
        painter.drawLine(box.center().x(), box.top(), box.center().x(), box.bottom());
    }
}

}  // namespace vitrine::ui
