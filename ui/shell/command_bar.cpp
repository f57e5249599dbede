#include "ui/shell/command_bar.h"

#include <QCoreApplication>
#include <QMenu>
#include <array>

#include "core/session/session.h"
#include "ui/bridge/predictor.h"
#include "ui/models/kind_titles.h"

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

CommandBar::CommandBar(Look& look, Bridge& bridge, QWidget* parent) : QWidget(parent), look_(look), bridge_(bridge) {
    setObjectName(QStringLiteral("commandBar"));
    auto* row = new QHBoxLayout(this);
    menu_ = new MenuButton(look, this);
    row->addWidget(menu_);
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
    connect(&Predictor::of(bridge), &Predictor::changed, this, &CommandBar::allow);
    connect(&look, &Look::changed, this, &CommandBar::restyle);
    for (FlatButton* button : findChildren<FlatButton*>()) button->setTextSize(13);
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
        action->setObjectName(QStringLiteral("use.%1.%2").arg(name, word));
        connect(action, &QAction::triggered, this, [this, chooser, chosen, word, titleOf] {
            *chosen = word;
            chooser->setAccessibleName(titleOf(word));
            fitWords();
            bridge_.run(useLine(disk_));
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
    layoutSwitch_ = new LayoutSwitch(look_, this);
    for (const LayoutInfo& one : kLayouts) {
        auto* button = layoutSwitch_->add(QCoreApplication::translate("Layouts", one.title), QLatin1String(one.icon));
        button->setObjectName(QStringLiteral("layout") + QLatin1String(one.word));
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleDescription(QCoreApplication::translate("Layouts", one.tip));
        button->setToolTip(button->accessibleDescription());
        button->setCheckable(true);
        // The choice is the window's; a click alone checks nothing.
        connect(button, &QPushButton::clicked, this, [this, layout = one.layout] {
            setShownLayout(shown_);
            Q_EMIT layoutWanted(layout);
        });
        layouts_ << button;
    }
    layout()->addWidget(layoutSwitch_);
    setShownLayout(Layout::bytes);
    FlatButton* lessons = add("lessons", tr("Lessons"), tr("Lessons, and what was open lately"));
    lessons->setIconName(QStringLiteral("book-open"));
    connect(lessons, &QPushButton::clicked, this, &CommandBar::lessonsWanted);
    FlatButton* projector = add("projector", tr("Projector"), tr("One story, large enough for a lecture hall (Ctrl+Shift+P)"));
    projector->setIconName(QStringLiteral("projector"));
    connect(projector, &QPushButton::clicked, this, &CommandBar::projectorWanted);
    for (FlatButton* button : {lessons, projector}) {
        button->setAccessibleName(button->text());
        button->hide();
    }
    theme_ = add("theme", {}, {});
    theme_->setIconName(QStringLiteral("contrast"));
    connect(theme_, &QPushButton::clicked, this, &CommandBar::themeWanted);
    search_ = new SearchBox(look_, this);
    layout()->addWidget(search_);
    connect(search_, &QAbstractButton::clicked, this, &CommandBar::paletteWanted);
}

void CommandBar::offerOverlays() {
    for (const char* name : {"lessons", "projector"}) buttons_[QLatin1String(name)]->show();
    fitWords();
}

QString CommandBar::useLine(const QString& disk) const {
    return QStringLiteral("use %1 index=%2 disk=%3").arg(engineKind_, indexKind_, quotedWord(disk));
}

void CommandBar::setShownLayout(Layout layout) {
    shown_ = layout;
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
    value_->setCursorPosition(0);  // of a long one its begin is seen
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
    const QString locked = whyLocked(bridge_);
    const auto unless = [&locked](const QString& why) { return locked.isEmpty() ? why : locked; };
    const QString whyNotRead = unless(bridge_.whyNot()), whyNotWrite = unless(bridge_.whyNotWrite()), whyNotCut = unless(bridge_.whyNotCut());
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
    open_->setEnabled(locked.isEmpty() && !state.busy && !state.database.recovering);
    open_->setKind(locked.isEmpty() ? FlatButton::Kind::primary : FlatButton::Kind::plain);
    open_->setToolTip(!locked.isEmpty() ? locked
                      : state.database.recovering
                          ? tr("A recovery is under way: “step” does a piece of it, “finish” the rest.")
                          : tr("Open the database again: recovery mends what the disk kept"));
}

}  // namespace vitrine::ui
