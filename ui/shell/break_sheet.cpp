#include "ui/shell/break_sheet.h"

#include <QLocale>
#include <QRegularExpression>
#include <QScrollArea>
#include <algorithm>

#include "ui/shell/lesson_catalog.h"

namespace vitrine::ui {

BreakSheet::BreakSheet(Look& look, Bridge& bridge, QWidget* parent)
    : QDialog(parent), look_(look), bridge_(bridge), engine_(BrokenEngine::of(bridge)) {
    setObjectName(QStringLiteral("breakSheet"));
    setWindowTitle(tr("Break the engine on purpose"));
    setModal(false);
    title_ = new QLabel(tr("Which rules shall it not keep?"), this);
    const auto sentence = [this](const char* name, QColor Theme::*color) {
        auto* label = new LookLabel(look_, 14, color, this);
        label->setObjectName(QLatin1String(name));
        label->setWordWrap(true);
        return label;
    };
    intro_ = sentence("breakIntro", &Theme::ink);
    intro_->setText(
        tr("Each rule is there because an engine without it breaks a promise. Take one away, cut the power, and see "
           "which. This begins anew, in an empty place on the simulated disk."));
    directory_ = sentence("breakDirectory", &Theme::ink);
    directory_->setText(
        tr("The real directory that is open is closed and stays as it is: a broken engine never gets one."));
    line_ = sentence("breakLine", &Theme::muted);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rules_ = new QWidget(scroll);
    auto* column = new QVBoxLayout(rules_);
    column->setContentsMargins(0, 0, 0, 0);
    for (const BrokenRule& rule : brokenRules())
        if (rule.offered) addRule(rule, *column);
    scroll->setWidget(rules_);
    begin_ = new FlatButton(look, {}, FlatButton::Kind::primary, this);
    begin_->setObjectName(QStringLiteral("breakBegin"));
    begin_->setDefault(true);
    auto* cancel = new FlatButton(look, tr("Cancel"), FlatButton::Kind::plain, this);
    cancel->setObjectName(QStringLiteral("breakCancel"));
    scenario_ = new FlatButton(look, {}, FlatButton::Kind::plain, this);
    scenario_->setObjectName(QStringLiteral("breakScenario"));
    scenario_->setToolTip(tr("Opens this scenario with its engine broken so. Try everywhere finds what comes of it."));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(scenario_);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(begin_);
    auto* all = new QVBoxLayout(this);
    for (QWidget* widget :
         {static_cast<QWidget*>(title_), static_cast<QWidget*>(intro_), static_cast<QWidget*>(directory_)})
        all->addWidget(widget);
    all->addWidget(scroll, 1);
    all->addWidget(line_);
    all->addLayout(buttons);
    connect(begin_, &QPushButton::clicked, this, &BreakSheet::begin);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(scenario_, &QPushButton::clicked, this, [this] {
        const auto lesson = scenario();
        close();
        if (lesson) Q_EMIT scenarioWanted(*lesson);
    });
    connect(&engine_, &BrokenEngine::changed, this, &BreakSheet::say);
    connect(&bridge.cursor(), &Cursor::momentChanged, this, &BreakSheet::say);
    connect(&look, &Look::changed, this, &BreakSheet::restyle);
    restyle();
    say();
}

void BreakSheet::addRule(const BrokenRule& rule, QBoxLayout& to) {
    auto* box = new QCheckBox(rule.title, rules_);
    box->setObjectName(QStringLiteral("break-") + rule.word);
    box->setProperty("word", rule.word);
    box->setChecked(engine_.words().contains(rule.word));
    box->setToolTip(tr("It breaks this promise: %1").arg(rule.promise));
    box->setAccessibleDescription(rule.sentence + QLatin1Char(' ') + box->toolTip());
    auto* word = new LookLabel(look_, 12, &Theme::muted, rules_);
    word->setText(rule.word);
    word->setProperty("mono", true);
    auto* head = new QHBoxLayout;
    head->addWidget(box, 1);
    head->addWidget(word);
    auto* sentence = new LookLabel(look_, 13, &Theme::muted, rules_);
    sentence->setText(rule.sentence);
    sentence->setWordWrap(true);
    sentence->setProperty("below", true);
    to.addLayout(head);
    to.addWidget(sentence);
    connect(box, &QCheckBox::toggled, this, &BreakSheet::say);
    boxes_ << box;
}

QStringList BreakSheet::words() const {
    QStringList words;
    for (const QCheckBox* box : boxes_)
        if (box->isChecked()) words << box->property("word").toString();
    return words;
}

/// The shipped scenario that shows the one rule that is chosen, on an engine without it.
std::optional<Lesson> BreakSheet::scenario() const {
    const QStringList chosen = words();
    if (chosen.size() != 1) return std::nullopt;
    const QList<BrokenRule> rules = brokenRules();
    const auto rule = std::ranges::find(rules, chosen.first(), &BrokenRule::word);
    if (rule == rules.end()) return std::nullopt;
    for (Lesson& lesson : shippedLessons(QLocale().name())) {
        if (lesson.id != rule->scenario) continue;
        static const QRegularExpression already(QStringLiteral(" break=\\S*"));
        for (QString& line : lesson.commands)
            if (line.startsWith(QLatin1String("use "))) line = line.remove(already) + QLatin1String(" break=") + chosen.first();
        return std::move(lesson);
    }
    return std::nullopt;
}

void BreakSheet::say() {
    const auto shown = scenario();
    scenario_->setVisible(shown.has_value());
    if (shown) scenario_->setText(tr("See it in “%1”").arg(shown->title));
    line_->setText(tr("It sends this line: %1").arg(engine_.useLineWith(words())));
    directory_->setVisible(engine_.onDirectory());
    begin_->setText(words().isEmpty() ? tr("Begin anew with a sound engine") : tr("Begin anew, broken on purpose"));
    begin_->setKind(words().isEmpty() ? FlatButton::Kind::primary : FlatButton::Kind::danger);
}

void BreakSheet::begin() {
    bridge_.run(engine_.useLineWith(words()));
    close();
}

void BreakSheet::restyle() {
    layout()->setContentsMargins(look_.px(24), look_.px(20), look_.px(24), look_.px(18));
    layout()->setSpacing(look_.px(10));
    title_->setFont(look_.sans(19, QFont::DemiBold));
    rules_->layout()->setSpacing(look_.px(4));
    for (QCheckBox* box : boxes_) box->setFont(look_.sans(14, QFont::DemiBold));
    for (LookLabel* label : rules_->findChildren<LookLabel*>()) {
        if (label->property("mono").toBool()) label->setFont(look_.mono(12));
        if (label->property("below").toBool()) label->setContentsMargins(look_.px(24), 0, look_.px(8), look_.px(8));
    }
    resize(look_.px(720), look_.px(800));
    if (parentWidget()) resize(width(), std::min(height(), parentWidget()->height()));
}

}  // namespace vitrine::ui
