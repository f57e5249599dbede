#include "ui/shell/command_bar.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <array>

namespace vitrine::ui {
namespace {

struct Example {
    const char* key;
    const char* value;
};
constexpr std::array<Example, 11> kExamples{{{"user:1", "Ada"}, {"user:2", "Grace"}, {"user:3", "Edsger"},
                                             {"user:1", "Ada Lovelace"}, {"user:4", "Barbara"}, {"user:5", "Donald"},
                                             {"user:3", "Edsger W."}, {"user:6", "Tony Hoare"}, {"user:7", "Jim Gray"},
                                             {"user:8", "Leslie"}, {"user:9", "Radia"}}};

}  // namespace

/// Chooses a layout; a strip along its lower edge tells how far something is that goes on there.
class LayoutButton : public FlatButton {
  public:
    LayoutButton(Look& look, const QString& text, QWidget* parent) : FlatButton(look, text, Kind::plain, parent), look_(look) {}
    /// Below 0: nothing goes on.
    void setShare(double share) {
        share_ = share;
        update();
    }

  protected:
    void paintEvent(QPaintEvent* event) override {
        FlatButton::paintEvent(event);
        if (share_ < 0) return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const double thick = look_.px(3), inset = look_.px(8);
        const QRectF whole(inset, height() - look_.px(3) - thick, width() - 2 * inset, thick);
        const auto strip = [&](const QColor& color, double share) {
            painter.setBrush(color);
            painter.drawRoundedRect(QRectF(whole.topLeft(), QSizeF(std::max(thick, whole.width() * share), thick)), thick / 2, thick / 2);
        };
        strip(look_.theme().line, 1);
        strip(look_.theme().blue, std::min(share_, 1.0));
    }

  private:
    Look& look_;
    double share_ = -1;
};

QString engineTitle(const QString& kind) {
    if (kind == QLatin1String("log")) return CommandBar::tr("Append-only log");
    return kind;
}

QString indexTitle(const QString& kind) {
    if (kind == QLatin1String("hash")) return CommandBar::tr("Hash index");
    return CommandBar::tr("%1 index").arg(kind.left(1).toUpper() + kind.mid(1));
}

CommandBar::CommandBar(Look& look, Bridge& bridge, QWidget* parent) : QWidget(parent), look_(look), bridge_(bridge) {
    setObjectName(QStringLiteral("commandBar"));
    auto* row = new QHBoxLayout(this);
    logo_ = new QLabel(this);
    name_ = new QLabel(tr("Vitrine"), this);
    row->addWidget(logo_);
    row->addWidget(name_);
    addChooser(QStringLiteral("engine"), engineKinds(), &engineKind_, false);
    addChooser(QStringLiteral("index"), indexKinds(), &indexKind_, true);
    addSeparator();
    key_ = addField(QStringLiteral("key"), tr("key"), 97);
    value_ = addField(QStringLiteral("value"), tr("value"), 130);
    addButton(QStringLiteral("put"), tr("Put"), tr("Write the value under the key"));
    addButton(QStringLiteral("get"), tr("Get"), tr("Read the value of the key"));
    addButton(QStringLiteral("del"), tr("Delete"), tr("Remove the key: a tombstone is written"));
    addButton(QStringLiteral("scan"), tr("Scan"), tr("List the entries"));
    addSeparator();
    addButton(QStringLiteral("sync"), tr("Sync"), tr("Make everything written so far durable"));
    addButton(QStringLiteral("compact"), tr("Compact"), tr("Copy what lives in closed segments, drop the rest"));
    cut_ = new FlatButton(look, tr("Cut power…"), FlatButton::Kind::danger, this);
    cut_->setObjectName(QStringLiteral("cut"));
    cut_->setIconName(QStringLiteral("bolt"));
    open_ = new FlatButton(look, tr("Open"), FlatButton::Kind::primary, this);
    open_->setObjectName(QStringLiteral("open"));
    for (FlatButton* button : {cut_, open_}) {
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    row->addStretch(1);
    addRightSide();
    connect(buttons_[QStringLiteral("put")], &QPushButton::clicked, this, &CommandBar::put);
    for (const char* word : {"get", "del", "scan", "sync", "compact"}) {
        const QString name = QString::fromLatin1(word);
        connect(buttons_[name], &QPushButton::clicked, this, [this, name] { send(name); });
    }
    connect(cut_, &QPushButton::clicked, this, &CommandBar::cutWanted);
    connect(open_, &QPushButton::clicked, this, [this] { bridge_.run(QStringLiteral("open")); });
    connect(key_, &QLineEdit::returnPressed, this, [this] { value_->text().isEmpty() ? send(QStringLiteral("get")) : put(); });
    connect(value_, &QLineEdit::returnPressed, this, &CommandBar::put);
    for (QLineEdit* field : {key_, value_}) {
        connect(field, &QLineEdit::textEdited, this, [this] { example_ = -1; });
        connect(field, &QLineEdit::textChanged, this, &CommandBar::allow);
    }
    connect(&bridge, &Bridge::sent, this, [this](const QString& line) {
        if (example_ >= 0 && line == putLine()) suggest(example_ + 1);
    });
    connect(&bridge.engine(), &EngineThread::stateChanged, this, &CommandBar::allow);
    connect(&look, &Look::changed, this, &CommandBar::restyle);
    restyle();
    allow();
}

FlatButton* CommandBar::addButton(const QString& name, const QString& text, const QString& tip) {
    auto* button = new FlatButton(look_, text, FlatButton::Kind::plain, this);
    take(button, name, tip);
    return button;
}

void CommandBar::take(FlatButton* button, const QString& name, const QString& tip) {
    button->setObjectName(name);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleDescription(tip);
    button->setToolTip(tip);
    buttons_[name] = button;
    tips_[name] = tip;
    layout()->addWidget(button);
}

QLineEdit* CommandBar::addField(const QString& name, const QString& placeholder, int width) {
    auto* field = new QLineEdit(this);
    field->setObjectName(name);
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(placeholder);
    field->setProperty("usualWidth", width);
    layout()->addWidget(field);
    return field;
}

void CommandBar::addChooser(const QString& name, const std::vector<std::string>& kinds, QString* chosen, bool index) {
    const auto titleOf = index ? indexTitle : engineTitle;
    auto* chooser = new FlatButton(look_, titleOf(*chosen), FlatButton::Kind::plain, this);
    chooser->setObjectName(name);
    chooser->setFocusPolicy(Qt::TabFocus);
    chooser->setIconName(QStringLiteral("chevron-down"), true);
    chooser->setToolTip(index ? tr("Begin again with another index") : tr("Begin again with another engine"));
    auto* menu = new QMenu(chooser);
    menu->setObjectName(name + QStringLiteral("Menu"));
    for (const std::string& kind : kinds) {
        const QString word = QString::fromStdString(kind);
        QAction* action = menu->addAction(tr("%1: begin again").arg(titleOf(word)));
        connect(action, &QAction::triggered, this, [this, chooser, chosen, word, titleOf] {
            *chosen = word;
            chooser->setAccessibleName(titleOf(word));
            fitWords();
            bridge_.run(QStringLiteral("use %1 index=%2 disk=%3").arg(engineKind_, indexKind_, quotedWord(disk_)));
        });
    }
    connect(chooser, &QPushButton::clicked, this, [chooser, menu] {
        menu->popup(chooser->mapToGlobal(QPoint(0, chooser->height())));
    });
    layout()->addWidget(chooser);
}

void CommandBar::addSeparator() {
    auto* space = new QWidget(this);
    separators_ << space;
    layout()->addWidget(space);
}

void CommandBar::addRightSide() {
    const auto add = [this](const char* name, const QString& text, const QString& tip) {
        FlatButton* button = addButton(QString::fromLatin1(name), text, tip);
        tips_.remove(button->objectName());
        return button;
    };
    for (const LayoutInfo& one : kLayouts) {
        if (!one.inBar) continue;
        auto* button = new LayoutButton(look_, QCoreApplication::translate("Layouts", one.title), this);
        take(button, QStringLiteral("layout") + QLatin1String(one.word), QCoreApplication::translate("Layouts", one.tip));
        tips_.remove(button->objectName());
        button->setCheckable(true);
        // The choice is the window's; a click alone checks nothing.
        connect(button, &QPushButton::clicked, this, [this, layout = one.layout] { Q_EMIT layoutWanted(layout); });
        layouts_ << button;
    }
    setShownLayout(Layout::bytes);
    FlatButton* theme = add("theme", {}, tr("Light or dark"));
    theme->setIconName(QStringLiteral("contrast"));
    theme->setAccessibleName(tr("Light or dark"));
    connect(theme, &QPushButton::clicked, this, &CommandBar::themeWanted);
    FlatButton* help = add("help", tr("Help"), tr("All keys and commands (F1)"));
    connect(help, &QPushButton::clicked, this, &CommandBar::helpWanted);
}

void CommandBar::setShownLayout(Layout layout) {
    for (qsizetype i = 0; i < layouts_.size(); ++i) layouts_[i]->setChecked(kLayouts[static_cast<std::size_t>(i)].layout == layout);
}

void CommandBar::setLayoutNote(Layout layout, const QString& note, double share) {
    for (qsizetype i = 0; i < layouts_.size(); ++i) {
        const LayoutInfo& one = kLayouts[static_cast<std::size_t>(i)];
        if (one.layout != layout) continue;
        const QString tip = QCoreApplication::translate("Layouts", one.tip);
        const QString told = note.isEmpty() ? tip : tr("Measuring: %1").arg(note) + QLatin1Char('\n') + tip;
        layouts_[i]->setShare(note.isEmpty() ? -1 : share);
        layouts_[i]->setToolTip(told);
        layouts_[i]->setAccessibleDescription(told);
    }
}

void CommandBar::suggest(int example) {
    example_ = example < static_cast<int>(kExamples.size()) ? example : -1;
    if (example_ < 0) return;
    key_->setText(QString::fromLatin1(kExamples[static_cast<std::size_t>(example_)].key));
    value_->setText(QString::fromLatin1(kExamples[static_cast<std::size_t>(example_)].value));
}

QString CommandBar::putLine() const {
    return QStringLiteral("put %1 %2").arg(quotedWord(key_->text()), quotedWord(value_->text()));
}

void CommandBar::put() {
    if (!buttons_[QStringLiteral("put")]->isEnabled()) return;
    bridge_.run(putLine());
}

void CommandBar::send(const QString& word) {
    if (!buttons_[word]->isEnabled()) return;
    const bool needsKey = word == QLatin1String("get") || word == QLatin1String("del");
    bridge_.run(needsKey ? word + QLatin1Char(' ') + quotedWord(key_->text()) : word);
}

void CommandBar::allow() {
    const QString whyNotRead = bridge_.whyNot(), whyNotWrite = bridge_.whyNotWrite(), whyNotCut = bridge_.whyNotCut();
    for (auto it = tips_.cbegin(); it != tips_.cend(); ++it) {
        const bool needsKey = it.key() == QLatin1String("put") || it.key() == QLatin1String("get") ||
                              it.key() == QLatin1String("del");
        const bool reads = it.key() == QLatin1String("get") || it.key() == QLatin1String("scan");
        const QString& whyNot = reads ? whyNotRead : whyNotWrite;
        const QString reason = !whyNot.isEmpty() ? whyNot
                               : needsKey && key_->text().isEmpty() ? tr("Type a key first.")
                                                                    : QString();
        buttons_[it.key()]->setEnabled(reason.isEmpty());
        buttons_[it.key()]->setToolTip(reason.isEmpty() ? it.value() : reason);
    }
    const EngineState& state = bridge_.state();
    cut_->setVisible(state.open);
    cut_->setEnabled(whyNotCut.isEmpty());
    cut_->setToolTip(whyNotCut.isEmpty() ? tr("Cut the power and choose what the disk kept (X)") : whyNotCut);
    open_->setVisible(!state.open);
    fitWords();
    open_->setEnabled(!state.busy && !state.database.recovering);
    open_->setToolTip(state.database.recovering
                          ? tr("A recovery is under way: “step” does a piece of it, “finish” the rest.")
                          : tr("Open the database again: recovery mends what the disk kept"));
}

void CommandBar::restyle() {
    setFixedHeight(look_.px(54));
    layout()->setContentsMargins(look_.px(14), 0, look_.px(16), 0);
    layout()->setSpacing(look_.px(7));
    logo_->setPixmap(tintedIcon(QStringLiteral("vitrine"), look_.theme().ink, look_.px(20), devicePixelRatioF()));
    name_->setFont(look_.sans(17, QFont::DemiBold));
    name_->setContentsMargins(0, 0, look_.px(6), 0);
    for (QWidget* separator : separators_) separator->setFixedSize(look_.px(9), look_.px(24));
    for (QLineEdit* field : {key_, value_}) {
        field->setFont(look_.mono(13));
        field->setTextMargins(look_.px(6), 0, look_.px(6), 0);
        field->setFixedHeight(look_.px(32));
        field->setMinimumWidth(look_.px(74));
        field->setMaximumWidth(look_.px(field->property("usualWidth").toInt()));
    }
    QPalette palette = name_->palette();
    palette.setColor(QPalette::WindowText, look_.theme().ink);
    name_->setPalette(palette);
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
        name_->setVisible(brevity < 1);
        engine->setText(brevity < 2 ? engineTitle(engineKind_) : engineKind_);
        index->setText(brevity < 2 ? indexTitle(indexKind_) : indexKind_);
        cut_->setText(brevity < 3 ? tr("Cut power…") : tr("Cut"));
        buttons_[QStringLiteral("scan")]->setVisible(brevity < 4);
        for (FlatButton* chooser : {engine, index}) chooser->setVisible(brevity < 5);
        buttons_[QStringLiteral("help")]->setText(brevity < 3 ? tr("Help") : QStringLiteral("?"));
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
