#include "ui/panels/console_panel.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>

#include "ui/panels/connect_view.h"

namespace vitrine::ui {
namespace {

constexpr int kWordRole = Qt::UserRole + 1;
constexpr int kMostHistory = 1000;

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// Completes the first word of a line; the list shows each command's whole form.
QCompleter* commandCompleter(QObject* parent) {
    auto* model = new QStandardItemModel(parent);
    for (const CommandHelp& help : commandHelp()) {
        auto* item = new QStandardItem(fromView(help.form));
        item->setData(fromView(help.word), kWordRole);
        item->setToolTip(fromView(help.sentence));
        model->appendRow(item);
    }
    auto* completer = new QCompleter(model, parent);
    completer->setCompletionRole(kWordRole);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    return completer;
}

}  // namespace

// ---- the input line ------------------------------------------------------------------------------------------------------

ConsoleInput::ConsoleInput(QWidget* parent) : QLineEdit(parent) {
    setObjectName(QStringLiteral("consoleInput"));
    setFrame(false);
    setPlaceholderText(tr("put KEY VALUE · F1 lists all"));
    setAccessibleName(tr("Type a command"));
    setCompleter(commandCompleter(this));
}

void ConsoleInput::remember(const QString& line) {
    if (history_.isEmpty() || history_.last() != line) history_ << line;
    if (history_.size() > kMostHistory) history_.removeFirst();
    at_ = static_cast<int>(history_.size());
    unsent_.clear();
}

void ConsoleInput::keyPressEvent(QKeyEvent* event) {
    const bool up = event->key() == Qt::Key_Up;
    if (!up && event->key() != Qt::Key_Down) return QLineEdit::keyPressEvent(event);
    const int next = at_ + (up ? -1 : 1);
    if (next < 0 || next > history_.size()) return;
    if (at_ == history_.size()) unsent_ = text();
    at_ = next;
    setText(at_ == history_.size() ? unsent_ : history_[at_]);
}

// ---- the card ------------------------------------------------------------------------------------------------------------

ConsolePanel::ConsolePanel(Look& look, Bridge& bridge, QWidget* parent)
    : Card(look, tr("Console"), parent), look_(look) {
    model_ = (models_[bridge.cursor().shown()] = std::make_unique<ConsoleModel>(bridge.cursor().timeline())).get();
    setObjectName(QStringLiteral("consolePanel"));
    setSubtitle(tr("type or click, it is the same"));
    list_ = new ConsoleList(look, *model_, this);
    connectView(*list_, bridge);
    suggestions_ = makeSuggestions(bridge);
    body()->addWidget(suggestions_);
    body()->addWidget(list_, 1);
    auto* row = new QHBoxLayout;
    prompt_ = new QLabel(QStringLiteral("›"), this);
    input_ = new ConsoleInput(this);
    row->addWidget(prompt_);
    row->addWidget(input_, 1);
    body()->addLayout(row);
    connect(input_, &QLineEdit::returnPressed, this, [this, &bridge] {
        const QString line = input_->text().trimmed();
        if (line.isEmpty()) return;
        input_->remember(line);
        // The completer writes the chosen word after this; clearing waits until it has.
        QMetaObject::invokeMethod(input_, &QLineEdit::clear, Qt::QueuedConnection);
        bridge.run(line);
    });
    connect(&bridge.engine(), &EngineThread::finished, this, [this](const QString& line, const CommandResult& result) {
        model_->answered(line, result);
        list_->refresh();
        showEmpty();
    });
    connect(&bridge.engine(), &EngineThread::stateChanged, this,
            [this](const EngineState& state) { model_->running(state.busy ? state.number : 0, state.line, state.progress); });
    connect(&bridge, &Bridge::branchShown, this, [this, &bridge](std::uint32_t history, const QVector<AnsweredLine>& replayed) {
        showBranch(bridge, history, replayed);
    });
    connect(&bridge, &Bridge::branchForgotten, this, [this](std::uint32_t history) {
        const auto found = models_.find(history);
        if (found != models_.end() && found->second.get() != model_) models_.erase(found);
    });
    connect(&bridge.cursor(), &Cursor::momentChanged, this, &ConsolePanel::showEmpty);
    connect(&look, &Look::changed, this, &ConsolePanel::restyle);
    restyle();
    showEmpty();
}

/// A branch's console lists its lines, those it shares with the one that it began from included.
void ConsolePanel::showBranch(Bridge& bridge, std::uint32_t history, const QVector<AnsweredLine>& replayed) {
    auto& model = models_[history];
    if (!model) model = std::make_unique<ConsoleModel>(bridge.cursor().timeline());
    model_ = model.get();
    for (const AnsweredLine& each : replayed) model_->answered(each.line, each.result);
    list_->setModel(*model_);
    showEmpty();
}

QWidget* ConsolePanel::makeSuggestions(Bridge& bridge) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    for (const char* line : {"put user:1 Ada", "fill 20", "help"}) {
        auto* button = new FlatButton(look_, QString::fromLatin1(line), FlatButton::Kind::plain, box);
        button->setObjectName(QStringLiteral("try-%1").arg(QString::fromLatin1(line).section(QLatin1Char(' '), 0, 0)));
        button->setFocusPolicy(Qt::TabFocus);
        column->addWidget(button, 0, Qt::AlignLeft);
        connect(button, &QPushButton::clicked, this, [&bridge, button] { bridge.run(button->text()); });
    }
    return box;
}

void ConsolePanel::showEmpty() {
    const bool empty = model_->rowCount() == 0;
    if (suggestions_->isVisibleTo(this) != empty) suggestions_->setVisible(empty);
}

void ConsolePanel::restyle() {
    body()->setSpacing(look_.px(6));
    prompt_->setFont(look_.mono(14, QFont::Bold));
    QPalette palette = prompt_->palette();
    palette.setColor(QPalette::WindowText, look_.theme().blue);
    prompt_->setPalette(palette);
    input_->setFont(look_.mono(12));
    input_->setMinimumHeight(look_.px(26));
    input_->completer()->popup()->setFont(look_.mono(12));
    input_->completer()->popup()->setMinimumWidth(look_.px(520));
    QPalette field = input_->palette();
    field.setColor(QPalette::Base, look_.theme().card);
    field.setColor(QPalette::Text, look_.theme().ink);
    field.setColor(QPalette::PlaceholderText, look_.theme().muted);
    input_->setPalette(field);
    for (QPushButton* button : suggestions_->findChildren<QPushButton*>()) button->setFont(look_.mono(12));
}

void ConsolePanel::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    QPainter painter(this);
    painter.setPen(QPen(look_.theme().line, 1));
    const int y = input_->geometry().top() - look_.px(3);
    painter.drawLine(look_.px(14), y, width() - look_.px(14), y);
}

}  // namespace vitrine::ui
