#include "ui/panels/outcomes_panel.h"

#include <QScrollBar>

#include "ui/panels/connect_view.h"
#include "ui/panels/scroll_room.h"

namespace vitrine::ui {

OutcomesPanel::OutcomesPanel(Look& look, Bridge& bridge, QWidget* parent)
    : Card(look, tr("What may come back"), parent), look_(look), lab_(CutLab::sharedBy(bridge)) {
    setObjectName(QStringLiteral("outcomesPanel"));
    content_ = addScrollRoom(*this, "outcomesScroll");
    addViews();
    sentence_ = new QLabel(this);
    sentence_->setObjectName(QStringLiteral("outcomesSentence"));
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::RichText);
    sentence_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    body()->addWidget(sentence_);
    addButtons();
    connect(&lab_, &CutLab::outcomesChanged, this, &OutcomesPanel::showOutcomes);
    connect(&lab_, &CutLab::choiceChanged, this, &OutcomesPanel::showOutcomes);
    connect(&lab_, &CutLab::momentChanged, this, &OutcomesPanel::showOutcomes);
    connect(&lab_, &CutLab::matrixChanged, this, &OutcomesPanel::showMatrix);
    connect(&lab_, &CutLab::progressChanged, this, &OutcomesPanel::showProgress);
    connect(&look, &Look::changed, this, &OutcomesPanel::restyle);
    restyle();
    showOutcomes();
    connectMoments(*this, bridge.cursor());
}

void OutcomesPanel::addViews() {
    stack_ = new QStackedWidget(this);
    tiles_ = new OutcomesView(look_, stack_);
    matrix_ = new MatrixView(look_, stack_);
    scroll_ = new QScrollArea(stack_);
    scroll_->setObjectName(QStringLiteral("matrixScroll"));
    scroll_->setWidget(matrix_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->setAutoFillBackground(false);
    matrix_->setAutoFillBackground(false);
    stack_->addWidget(tiles_);
    stack_->addWidget(scroll_);
    content_->addWidget(stack_, 1);
    const auto take = [this](std::size_t tile) {
        if (tile < lab_.tiles().tiles.size()) lab_.setOutcome(lab_.tiles().tiles[tile].example);
    };
    connect(tiles_, &OutcomesView::chosen, this, take);
    connect(tiles_, &OutcomesView::entered, this, [this, take](std::size_t tile) {
        take(tile);
        lab_.cut();
    });
    connect(matrix_, &MatrixView::chosen, this,
            [this](std::size_t row, OutcomeResult result) { lab_.enter(row, result); });
    connect(matrix_, &MatrixView::entered, this,
            [this](std::size_t row, OutcomeResult result) { lab_.enter(row, result, true); });
    connect(matrix_, &MatrixView::walked, this,
            [this](const QRect& row) { scroll_->ensureVisible(row.left(), row.center().y(), 0, 2 * row.height()); });
}

void OutcomesPanel::addButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(look_.px(6));
    row_ = row;
    const auto add = [&](const char* name, const char* id, const QString& text, const QString& action,
                         const QString& tip, auto what) {
        auto* button = new FlatButton(look_, text, FlatButton::Kind::plain, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(tip);
        row->addWidget(button);
        if (*id == 0) {
            connect(button, &QPushButton::clicked, this, what);
            return button;
        }
        auto* act = new QAction(action, this);
        act->setObjectName(QString::fromLatin1(id));
        act->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(act);
        connect(act, &QAction::triggered, this, what);
        connect(button, &QPushButton::clicked, act, &QAction::trigger);
        return button;
    };
    all_ = add("tryAll", "outcomes.tryAll", tr("Try all"), tr("Try every outcome of a power cut here"),
               tr("Recovers every disk that a power cut may leave at this moment"), [this] {
                   showEverywhere(false);
                   lab_.tryAll();
               });
    everywhere_ = add("tryEverywhere", "outcomes.tryEverywhere", tr("Try everywhere"),
                      tr("Try every outcome of a power cut anywhere"),
                      tr("The same behind every change of the disk of this history"), [this] {
                          foundBroken_ = false;
                          lab_.tryEverywhere();
                          showEverywhere(true);
                      });
    cancel_ = add("cancelTrying", "outcomes.cancel", tr("Cancel"), tr("Try no more outcomes"),
                  tr("Keeps what was found so far"), [this] { lab_.cancelTrying(); });
    script_ =
        add("showScript", "outcomes.showScript", tr("The script"), tr("Show the script of a broken promise"),
            tr("The fewest lines that show the broken promise, to be read, copied or run"), [this] { showScript(); });
    other_ = add("otherOutcomes", "", QString(), QString(), QString(),
                 [this] { showEverywhere(stack_->currentIndex() == 0); });
    row->addStretch(1);
    above_ = new QHBoxLayout;
    above_->addStretch(1);
    body()->addLayout(above_);
    body()->addLayout(row);
}

// ---- what is shown ------------------------------------------------------------------------------------------------

void OutcomesPanel::showEverywhere(bool everywhere) {
    stack_->setCurrentIndex(everywhere ? 1 : 0);
    fitStack();
    if (everywhere)
        showMatrix();
    else
        showOutcomes();
}

/// A sentence, and behind it what follows from it, marked.
QString OutcomesPanel::marked(const QString& sentence, const QString& verdict, bool broken) const {
    if (verdict.isEmpty()) return sentence.toHtmlEscaped();
    const QColor color = broken ? look_.theme().rust : look_.theme().green;
    return sentence.toHtmlEscaped() + QStringLiteral(" <span style=\"color:%1;font-weight:600\">%2</span>")
                                          .arg(color.name(), verdict.toHtmlEscaped());
}

QString OutcomesPanel::wordsHere() const {
    const OutcomeTiles& tiles = lab_.tiles();
    const CutLab::Tried& tried = lab_.triedHere();
    if (!lab_.whyNot().isEmpty()) return tr("At this moment there is no power to be cut.").toHtmlEscaped();
    QString words;
    if (const lab::MomentExplored* found = lab_.outcomes()) {
        const bool judged = lab_.answer() && lab_.answer()->judged;
        words = marked(tiles.sentence,
                       tiles.broken ? tr("The smallest is marked.")
                       : judged     ? tr("No promise broken.")
                                    : QString(),
                       tiles.broken);
        if (!found->moment.exhaustive)
            words += QLatin1Char(' ') + tr("%1 explored of %2 allowed.")
                                            .arg(outcomesText(static_cast<double>(found->moment.explored)),
                                                 outcomesText(found->moment.allowed))
                                            .toHtmlEscaped();
    } else if (lab_.tryingHere()) {
        words = tr("Every disk that may be left is being recovered…").toHtmlEscaped();
    } else if (tried.whyNot.isEmpty()) {
        words = tr("“Try all” recovers every disk that a power cut may leave here.").toHtmlEscaped();
    }
    return words + more(tried);
}

QString OutcomesPanel::wordsEverywhere() const {
    const OutcomeMatrix& matrix = lab_.matrix();
    const auto broken = matrix.firstBroken();
    QString verdict;
    if (broken)
        verdict = tr("A promise is broken.");  // its row is in sight
    else if (matrix.broken > 0)
        verdict = tr("A promise is broken without any power cut.");
    else if (!matrix.rows.empty())
        verdict = tr("No promise broken.");
    const QString counts = matrix.rows.empty() ? QString() : tr("%1.").arg(matrix.report());
    return marked(counts, verdict, matrix.broken > 0) + more(lab_.triedEverywhere());
}

/// What could not be explored, and what is still being done.
QString OutcomesPanel::more(const CutLab::Tried& tried) const {
    QString words;
    if (!tried.whyNot.isEmpty()) words += QLatin1Char(' ') + tried.whyNot.toHtmlEscaped();
    if (tried.shortening)
        words += QLatin1Char(' ') + tr("The smallest script that shows it is being looked for…").toHtmlEscaped();
    return words;
}

void OutcomesPanel::showOutcomes() {
    const OutcomeTiles& tiles = lab_.tiles();
    const lab::MomentExplored* found = lab_.outcomes();
    std::optional<std::size_t> current;
    if (found && lab_.choice().point())
        current = tiles.tileOf(*lab_.choice().point(), found->moment.items, lab_.choice().outcome());
    tiles_->setTiles(tiles, current);
    if (stack_->currentIndex() == 0) {
        setTitle(found ? tiles.title() : tr("What may come back"));
        sentence_->setText(wordsHere());
    }
    showProgress();
}

void OutcomesPanel::showMatrix() {
    matrix_->setMatrix(lab_.matrix());
    matrix_->resize(scroll_->viewport()->width(), matrix_->sizeHint().height());
    // What is broken is seen first.
    if (const auto broken = lab_.matrix().firstBroken(); broken && !foundBroken_) {
        foundBroken_ = true;
        const QRect row = matrix_->rowRect(*broken);
        scroll_->ensureVisible(row.left(), row.center().y(), 0, 2 * row.height());
    }
    if (stack_->currentIndex() == 1) {
        setTitle(tr("Every moment, every outcome"));
        sentence_->setText(wordsEverywhere());
    }
    showProgress();
}

void OutcomesPanel::showProgress() {
    const bool everywhere = lab_.tryingEverywhere();
    cancel_->setVisible(everywhere || lab_.tryingHere());
    all_->setEnabled(lab_.whyNot().isEmpty() && !lab_.tryingHere());
    everywhere_->setVisible(!everywhere);
    const bool anyMatrix = !lab_.matrix().rows.empty() || lab_.triedEverywhere().asked;
    other_->setVisible(anyMatrix);
    const bool shows = stack_->currentIndex() == 1;
    other_->setText(shows ? tr("This moment") : tr("Every moment"));
    all_->setVisible(!shows);
    script_->setVisible(!scriptShown().isEmpty());
    everywhere_->setText(shows ? tr("Try again") : tr("Try everywhere"));
    fitButtons();
    setSubtitle(everywhere ? tr("%L1 of %L2 moments").arg(lab_.momentsDone()).arg(lab_.momentsInAll()) : QString());
}

/// It is always in sight, unless the card is so low that it would take the tiles' place.
void OutcomesPanel::fitSentence() {
    const bool low = isLow();
    QBoxLayout* to = low ? content_ : body();
    if (to->indexOf(sentence_) >= 0) return;
    (low ? body() : content_)->removeWidget(sentence_);
    to->insertWidget(1, sentence_);
    sentence_->show();
}

/// Where the card is lower, it scrolls; the matrix scrolls by itself.
void OutcomesPanel::fitStack() {
    stack_->setMinimumHeight(look_.px(stack_->currentIndex() == 1 ? 40 : 160));
}

/// The script's button goes above the others where it has no room beside them: the column would become wider.
void OutcomesPanel::fitButtons() {
    int needed = 0;
    for (const FlatButton* button : {all_, everywhere_, cancel_, script_, other_})
        if (!button->isHidden())
            needed += (isLow() ? button->minimumSizeHint() : button->sizeHint()).width() + row_->spacing();
    const QMargins margins = layout()->contentsMargins();
    const bool fits = needed <= width() - margins.left() - margins.right();
    QHBoxLayout* to = fits ? row_ : above_;
    if (to->indexOf(script_) >= 0) return;
    (fits ? above_ : row_)->removeWidget(script_);
    to->insertWidget(fits ? row_->indexOf(other_) : 0, script_);
}

void OutcomesPanel::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fitButtons();
    fitSentence();
}

// ---- the script ---------------------------------------------------------------------------------------------------

QString OutcomesPanel::scriptShown() const {
    return (stack_->currentIndex() == 1 ? lab_.triedEverywhere() : lab_.triedHere()).script;
}

void OutcomesPanel::showScript() {
    if (scriptShown().isEmpty()) return;
    if (!sheet_) {
        sheet_ = new ScriptSheet(look_, tr("A broken promise"), this);
        connect(sheet_, &ScriptSheet::runWanted, this, [this](const QString& script) { lab_.runScript(script); });
    }
    sheet_->setScript(scriptShown(),
                      tr("These are the fewest lines found that show it. What is wrong stands behind “---”: "
                         "as long as the promise is broken, “vitrine-cli run” says that the script holds."));
    sheet_->show();
    sheet_->raise();
}

void OutcomesPanel::restyle() {
    sentence_->setFont(look_.sans(13));
    QPalette palette = sentence_->palette();
    palette.setColor(QPalette::WindowText, look_.theme().ink);
    sentence_->setPalette(palette);
    fitStack();
    fitSentence();
    content_->setSpacing(look_.px(8));
    for (FlatButton* button : {all_, everywhere_, cancel_, script_, other_}) button->setTextSize(13);
    if (stack_->currentIndex() == 0)
        showOutcomes();
    else
        showMatrix();
}

}  // namespace vitrine::ui
