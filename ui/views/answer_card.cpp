#include "ui/views/answer_card.h"

#include <QBoxLayout>
#include <QIntValidator>
#include <QPainter>
#include <algorithm>

#include "ui/views/card.h"

namespace vitrine::ui {
namespace {

void color(QLabel* label, const QColor& color) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);  // also while it cannot be chosen: it is read, then
    label->setPalette(palette);
}

constexpr int kMostHands = 999;

}  // namespace

AnswerCard::AnswerCard(Look& look, QChar letter, QWidget* parent)
    : QAbstractButton(parent), look_(look), letter_(letter) {
    setObjectName(QStringLiteral("answer") + letter);
    setCheckable(true);
    setProperty("enterCommits", true);  // Space chooses; Enter commits what is chosen
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    value_ = new QLabel(this);
    sentence_ = new QLabel(this);
    sentence_->setWordWrap(true);
    for (QLabel* label : {value_, sentence_}) label->setAttribute(Qt::WA_TransparentForMouseEvents);
    bar_ = new QWidget(this);
    bar_->setAttribute(Qt::WA_TransparentForMouseEvents);
    hands_ = new QLineEdit(this);
    hands_->setObjectName(QStringLiteral("hands") + letter);
    hands_->setValidator(new QIntValidator(0, kMostHands, hands_));
    hands_->setAlignment(Qt::AlignRight);
    hands_->setFrame(false);
    hands_->setPlaceholderText(QStringLiteral("–"));
    hands_->setAccessibleName(tr("Hands for %1").arg(letter));
    hands_->setToolTip(tr("How many hands are raised for %1: type a count, or leave it").arg(letter));
    connect(hands_, &QLineEdit::textEdited, this, [this](const QString& text) { Q_EMIT handsTyped(text.toInt()); });
    connect(hands_, &QLineEdit::returnPressed, hands_, &QWidget::clearFocus);
    auto* column = new QVBoxLayout(this);
    auto* top = new QHBoxLayout;
    top->addWidget(value_, 1);
    top->addWidget(bar_);
    top->addWidget(hands_);
    column->addLayout(top);
    column->addWidget(sentence_);
    connect(&look, &Look::changed, this, &AnswerCard::restyle);
    restyle();
}

void AnswerCard::restyle() {
    layout()->setContentsMargins(look_.px(62), look_.px(11), look_.px(12), look_.px(13));
    layout()->setSpacing(look_.px(4));
    value_->setFont(look_.sans(17, QFont::DemiBold));
    sentence_->setFont(look_.sans(14));
    hands_->setFont(look_.sans(13));
    hands_->setFixedSize(look_.px(38), look_.px(24));
    bar_->setFixedSize(look_.px(74), look_.px(8));
    color(value_, look_.theme().ink);
    color(sentence_, look_.theme().ink);
    QPalette field = hands_->palette();
    field.setColor(QPalette::Base, fill());
    field.setColor(QPalette::Text, look_.theme().muted);
    hands_->setPalette(field);
    updateGeometry();
    update();
}

void AnswerCard::show(const PredictionAnswer& answer, bool chosen, Mark mark, bool asking) {
    value_->setText(answer.value);
    sentence_->setText(answer.sentence);
    chosen_ = chosen;
    mark_ = mark;
    setChecked(chosen);
    // Not disabled: what is explained is what has to be read.
    asking_ = asking;
    setFocusPolicy(asking ? Qt::TabFocus : Qt::NoFocus);
    setCursor(asking ? Qt::PointingHandCursor : Qt::ArrowCursor);
    hands_->setReadOnly(!asking);
    hands_->setFocusPolicy(asking ? Qt::StrongFocus : Qt::NoFocus);
    QPalette field = hands_->palette();
    field.setColor(QPalette::Base, fill());
    hands_->setPalette(field);
    QString name = tr("%1: %2. %3").arg(letter_).arg(answer.value, answer.sentence);
    if (mark == Mark::right) name = tr("%1 (right)").arg(name);
    if (mark == Mark::wrong) name = tr("%1 (wrong)").arg(name);
    setAccessibleName(name);
    setToolTip(asking ? tr("Choose %1 (key %1)").arg(letter_) : QString());
    updateGeometry();
    update();
}

void AnswerCard::setHands(int hands, int most) {
    share_ = most > 0 ? static_cast<double>(hands) / most : 0;
    const bool other = hands_->text().toInt() != hands || (hands == 0 && !hands_->hasFocus());
    if (other) hands_->setText(hands > 0 ? QString::number(hands) : QString());
    update();
}

QSize AnswerCard::sizeHint() const {
    return layout()->sizeHint();
}
int AnswerCard::heightForWidth(int width) const {
    return std::max(layout()->heightForWidth(width), look_.px(64));
}

QColor AnswerCard::fill() const {
    const Theme& t = look_.theme();
    return mark_ == Mark::wrong ? t.rustTint : chosen_ && mark_ == Mark::open ? t.blueTint : t.card;
}

void AnswerCard::paintEvent(QPaintEvent*) {
    const Theme& t = look_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge = mark_ == Mark::right ? t.green : mark_ == Mark::wrong ? t.rust : chosen_ ? t.blue : t.line;
    const bool strong = chosen_ || mark_ != Mark::open;
    painter.setPen(QPen(edge, strong ? 1.8 : 1));
    painter.setBrush(fill());
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.drawRoundedRect(box, look_.px(7), look_.px(7));
    if (hasFocus()) {
        painter.setPen(QPen(t.blue, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), look_.px(5), look_.px(5));
    }
    const QRectF tile(look_.px(14), look_.px(14), look_.px(32), look_.px(32));
    painter.setPen(Qt::NoPen);
    painter.setBrush(strong ? edge : t.dark ? t.line : t.paper.darker(103));
    painter.drawRoundedRect(tile, look_.px(5), look_.px(5));
    painter.setPen(strong ? t.onAccent : t.ink);
    painter.setFont(look_.sans(15, QFont::DemiBold));
    if (mark_ == Mark::open)
        painter.drawText(tile, Qt::AlignCenter, letter_);
    else {
        const int icon = look_.px(16);
        painter.drawPixmap(QPointF(tile.center().x() - icon / 2.0, tile.center().y() - icon / 2.0),
                           tintedIcon(mark_ == Mark::right ? QStringLiteral("check") : QStringLiteral("cross"),
                                      t.onAccent, icon, devicePixelRatioF()));
    }
    const QRectF bar = QRectF(bar_->geometry()).adjusted(0, 1, 0, -1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.dark ? t.line : t.paper.darker(103));
    painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    if (share_ <= 0) return;
    painter.setBrush(t.muted);
    painter.drawRoundedRect(QRectF(bar.left(), bar.top(), std::max(bar.height(), bar.width() * share_), bar.height()),
                            bar.height() / 2, bar.height() / 2);
}

}  // namespace vitrine::ui
