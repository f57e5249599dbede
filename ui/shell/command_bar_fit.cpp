// How the command bar looks, and what it leaves out in a narrow window.
#include <QPainter>
#include <algorithm>

#include "ui/models/kind_titles.h"
#include "ui/shell/command_bar.h"

namespace vitrine::ui {
namespace {

constexpr int kBriefest = 10;  // of sayWords

}  // namespace

void CommandBar::restyle() {
    setFixedHeight(look_.px(54));
    layout()->setContentsMargins(look_.px(14), 0, look_.px(16), 0);
    layout()->setSpacing(look_.px(7));
    layoutSwitch_->restyle();
    for (QWidget* separator : separators_) separator->setFixedSize(look_.px(9), look_.px(24));
    for (QLineEdit* field : {key_, value_}) {
        field->setFont(look_.mono(13));
        field->setTextMargins(look_.px(6), 0, look_.px(6), 0);
        field->setFixedHeight(look_.px(32));
        field->setMinimumWidth(look_.px(74));
        field->setMaximumWidth(look_.px(field->property("usualWidth").toInt()));
    }
    sayTheme();
    fitWords();
    update();
}

/// What a click on the button would choose.
void CommandBar::sayTheme() {
    const ThemeKind kind = look_.theme().kind;
    const QString tip = kind == ThemeKind::light  ? tr("The theme is light; a click makes it dark.")
                        : kind == ThemeKind::dark ? tr("The theme is dark; a click makes it one of high contrast.")
                                                  : tr("The theme is one of high contrast; a click makes it light.");
    theme_->setToolTip(tip);
    theme_->setAccessibleName(tip);
}

/// A narrow bar says less, in whole words: what the glyphs say as well goes first, then the program's name, then what the
/// choosers' kinds are called in full, then what the console does as well.
void CommandBar::sayWords(int brevity) {
    auto* engine = findChild<FlatButton*>(QStringLiteral("engine"));
    auto* index = findChild<FlatButton*>(QStringLiteral("index"));
    FlatButton* lessons = buttons_[QStringLiteral("lessons")];
    FlatButton* projector = buttons_[QStringLiteral("projector")];
    layout()->setSpacing(look_.px(brevity < 5 ? 7 : 5));
    layoutSwitch_->setNamesShown(brevity < 1);
    projector->setText(brevity < 2 ? projector->accessibleName() : QString());
    search_->setKeysShown(brevity < 3);
    lessons->setText(brevity < 4 ? lessons->accessibleName() : QString());
    menu_->setNameShown(brevity < 5);
    engine->setText(brevity < 5 ? engineTitle(engineKind_) : engineKind_);
    index->setText(brevity < 5 ? indexTitle(indexKind_) : indexKind_);
    cut_->setText(brevity < 6 ? tr("Cut power…") : tr("Cut"));
    buttons_[QStringLiteral("scan")]->setVisible(brevity < 7);
    for (FlatButton* chooser : {engine, index}) chooser->setVisible(brevity < 8);
    projector->setVisible(brevity < 9 && !lessons->isHidden());  // where nobody shows overlays neither is there
    layoutSwitch_->setVisible(brevity < 10);
}

/// The fields keep most of their width while words can be left out.
int CommandBar::neededWidth(int brevity) const {
    int width = layout()->contentsMargins().left() + layout()->contentsMargins().right();
    for (int i = 0; i < layout()->count(); ++i) {
        const QWidget* widget = layout()->itemAt(i)->widget();
        if (!widget || widget->isHidden()) continue;
        const auto* field = qobject_cast<const QLineEdit*>(widget);
        const int usual = look_.px(0.76 * widget->property("usualWidth").toInt());
        width += layout()->spacing();
        if (qobject_cast<const FlatButton*>(widget)) width += widget->sizeHint().width();
        else if (field && brevity < 5) width += std::max(usual, layout()->itemAt(i)->minimumSize().width());
        else width += layout()->itemAt(i)->minimumSize().width();
    }
    return width;
}

void CommandBar::fitWords() {
    if (layouts_.isEmpty() || !search_) return;  // still being made
    for (int brevity = 0; brevity <= kBriefest; ++brevity) {
        sayWords(brevity);
        layoutSwitch_->layout()->activate();
        if (neededWidth(brevity) <= width()) break;
    }
    // What is short of room now are the fields.
    const bool fits = neededWidth(kBriefest) <= width();
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
