#include "ui/panels/index_panel.h"

#include <algorithm>

#include "ui/models/numbers.h"
#include "ui/models/record_state.h"

namespace vitrine::ui {

namespace {

constexpr double kRoomForBox = 300;

}  // namespace

IndexPanel::IndexPanel(Look& look, QWidget* parent) : Card(look, tr("Index"), parent), look_(look) {
    setObjectName(QStringLiteral("indexPanel"));
    auto* row = new QHBoxLayout;
    row->setSpacing(look.px(6));
    before_ = new LookLabel(look, 14, &Theme::muted, this);
    before_->setText(tr("Where is"));
    setSubtitle(tr("hash table · 16 empty slots"));
    where_ = new QLineEdit(this);
    where_->setObjectName(QStringLiteral("whereIs"));
    where_->setAccessibleName(tr("Where is this key?"));
    where_->setToolTip(tr("Type a key to find its slot (/). Nothing is asked of the engine, unless the table is too large to be "
                          "shown: then Enter gets the key."));
    where_->setPlaceholderText(tr("key"));
    mark_ = new LookLabel(look, 14, &Theme::muted, this);
    mark_->setText(QStringLiteral("?"));
    answer_ = new LookLabel(look, 14, &Theme::ink, this);
    answer_->setObjectName(QStringLiteral("whereAnswer"));
    row->addWidget(before_);
    row->addWidget(where_);
    row->addWidget(mark_);
    row->addWidget(answer_, 1);
    view_ = new IndexView(look, this);
    body()->addLayout(row);
    body()->addWidget(view_, 1);
    story_ = new LookLabel(look, 13, &Theme::muted, this);
    story_->setObjectName(QStringLiteral("indexStory"));
    story_->setWordWrap(true);
    story_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    body()->addWidget(story_);
    cover_ = new CoveredText(look, this);
    cover_->setObjectName(QStringLiteral("indexCover"));
    cover_->hide();
    body()->addWidget(cover_);
    connect(view_, &IndexView::shown, this, [this] { say(); });
    connect(where_, &QLineEdit::textEdited, this, [this](const QString& text) {
        asked_ = !text.isEmpty();
        answer();
        const auto key = unescape(text.toStdString());
        const auto slot = asked_ && key && view_->moment().scene ? view_->model().find(*key) : std::nullopt;
        Q_EMIT view_->hovered(slot ? view_->selectionOf(*slot) : Selection());
        if (slot) view_->reveal(*slot);
    });
    connect(where_, &QLineEdit::textChanged, this, [this] { widenBox(); });
    connect(where_, &QLineEdit::returnPressed, this, [this] {
        const auto key = unescape(where_->text().toStdString());
        const auto slot = key && view_->moment().scene ? view_->model().find(*key) : std::nullopt;
        if (slot) Q_EMIT view_->picked(view_->selectionOf(*slot));
        else if (key && view_->model().node() && !view_->model().whole())
            Q_EMIT view_->commandWanted(QStringLiteral("get ") + QString::fromStdString(quoteWord(*key)));
    });
    connect(where_, &QLineEdit::editingFinished, this, [this] { Q_EMIT view_->hovered({}); });
    connect(&look, &Look::changed, this, [this] { restyle(); });
    restyle();
}

void IndexPanel::restyle() {
    // Two lines, whether they say something or not: the slots stay where they are.
    story_->setFixedHeight(QFontMetrics(look_.sans(13)).lineSpacing() * 2 + look_.px(2));
    cover_->setFixedHeight(story_->height());
    where_->setFont(look_.mono(13));
    where_->setFixedHeight(look_.px(25));
    widenBox();
    const Theme& t = look_.theme();
    where_->setStyleSheet(QStringLiteral("QLineEdit { border: %1px solid %2; border-radius: %3px; background: %4; color: %5;"
                                         " padding: 0 %6px; } QLineEdit:focus { border-color: %7; }")
                              .arg(look_.px(1.6))
                              .arg(t.ink.name())
                              .arg(look_.px(5))
                              .arg(t.card.name(), t.ink.name())
                              .arg(look_.px(5))
                              .arg(t.blue.name()));
}

/// The box is as wide as its key, so that the answer has the rest of the row.
void IndexPanel::widenBox() {
    const int text = QFontMetrics(where_->font()).horizontalAdvance(where_->text());
    where_->setFixedWidth(std::clamp(text + look_.px(24), look_.px(74), look_.px(150)));
}

void IndexPanel::say() {
    const IndexModel& model = view_->model();
    const QLocale locale = groupedNumbers();
    const auto number = [&](std::uint64_t n) { return locale.toString(static_cast<qulonglong>(n)); };
    if (!model.node())
        setSubtitle(view_->moment().timeline().operationCount() == 0 ? tr("hash table · 16 empty slots") : QString());
    else if (model.growsAgain())
        setSubtitle(tr("%1 of %2 slots").arg(number(model.usedCount()), number(model.slotCount())));
    else if (model.resizedFrom())
        setSubtitle(tr("hash table · %1 → %2 slots · %3 used")
                        .arg(number(model.resizedFrom()), number(model.slotCount()), number(model.usedCount())));
    else
        setSubtitle(model.whole() ? tr("hash table · %1 of %2 slots used").arg(number(model.usedCount()), number(model.slotCount()))
                                  : tr("hash table · %1 slots").arg(number(model.slotCount())));
    setTitle(model.growsAgain() ? tr("The index, growing again") : tr("Index"));
    // Of a card as low as the recovery's, the slots need all the room.
    const bool covered = view_->moment().covered;
    const bool asks = !model.growsAgain() || height() > look_.px(kRoomForBox);
    for (QWidget* part : std::initializer_list<QWidget*>{before_, where_, mark_, answer_}) part->setVisible(asks && !covered);
    story_->setVisible(!covered);
    cover_->setVisible(covered);
    if (covered) return cover_->show({}, coveredUntilAnswered());
    story_->setText(model.story());
    story_->setToolTip(model.story());
    if (!asked_) where_->setText(QString::fromStdString(escape(keyAtHand().value_or(Bytes()))));
    answer();
}

/// What one points at, else the newest probe's, else the key that the operation is about.
std::optional<Bytes> IndexPanel::keyAtHand() const {
    const Moment& moment = view_->moment();
    if (!moment.scene) return {};
    const Selection& pointed = moment.pointed();
    if (!pointed.empty() && !pointed.key.empty()) return pointed.key;
    const IndexModel& model = view_->model();
    return model.probe().empty() ? model.keyInHand() : std::optional(model.probe().key);
}

void IndexPanel::answer() {
    if (!view_->moment().scene) return;
    const IndexModel& model = view_->model();
    const auto key =
        asked_ ? unescape(where_->text().toStdString()) : decltype(unescape({}))(keyAtHand().value_or(Bytes()));
    const bool nothing = !model.node() || (!asked_ && !keyAtHand());
    if (nothing) return answer_->setElided({}, {});
    if (key && *key == model.probe().key && !model.probe().empty()) {
        // Beside a long key there is room for the answer alone; how the probe went is said below the slots.
        const QString sentence = probeSentence(model.probe());
        const bool fits = QFontMetricsF(look_.sans(14)).horizontalAdvance(sentence) <= answer_->width();
        answer_->setElided({}, fits || !model.probe().found || model.probe().gone
                                   ? sentence
                                   : tr("slot %1: found.").arg(slotText(model.probe().slots.back())));
        return;
    }
    if (!key) {
        answer_->setElided({}, tr("\\x needs two hexadecimal digits"));
        return;
    }
    const auto slot = model.find(*key);
    if (!slot) {
        answer_->setElided({}, model.whole() ? tr("no slot holds it") : tr("not among the slots shown: Enter gets it"));
        return;
    }
    const RangeRef target = model.at(*slot).target;
    answer_->setElided({}, tr("slot %1: %2 @ %3")
                               .arg(slotText(*slot), fileTitle(*view_->moment().scene, target.space), hex(target.offset)));
}

IndexPanel* makeIndexPanel(Look& look, QWidget* parent) { return new IndexPanel(look, parent); }

}  // namespace vitrine::ui
