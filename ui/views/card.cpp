#include "ui/views/card.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <algorithm>

#include "ui/views/elided_label.h"

namespace vitrine::ui {

Card::Card(Look& look, const QString& title, QWidget* parent) : QWidget(parent), look_(look) {
    title_ = new QLabel(title, this);
    subtitle_ = new ElidedLabel(this);
    subtitle_->hide();
    auto* outer = new QVBoxLayout(this);
    titleRow_ = new QHBoxLayout;
    titleRow_->addWidget(title_, 0, Qt::AlignVCenter);
    titleRow_->addWidget(subtitle_, 0, Qt::AlignVCenter);
    titleRow_->addStretch(1);
    body_ = new QVBoxLayout;
    outer->addLayout(titleRow_);
    outer->addLayout(body_, 1);
    connect(&look_, &Look::changed, this, [this] { restyle(); });
    restyle();
}

void Card::restyle() {
    layout()->setContentsMargins(look_.px(14), look_.px(11), look_.px(14), look_.px(12));
    layout()->setSpacing(look_.px(8));
    titleRow_->setSpacing(look_.px(9));
    body_->setSpacing(look_.px(8));
    const auto paint = [](QLabel* label, const QFont& font, const QColor& color) {
        label->setFont(font);
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, color);
        label->setPalette(palette);
    };
    paint(title_, titleMono_ ? look_.mono(14, QFont::DemiBold) : look_.sans(14, QFont::DemiBold), look_.theme().ink);
    paint(subtitle_, look_.sans(13), look_.theme().muted);
    update();
}

void Card::setTitle(const QString& title) { title_->setText(title); }

void Card::setTitleMono(bool mono) {
    titleMono_ = mono;
    restyle();
}

void Card::setSubtitle(const QString& subtitle) {
    subtitle_->setText(subtitle);
    subtitle_->setVisible(!subtitle.isEmpty());
}

void Card::addToTitleRow(QWidget* widget) { titleRow_->addWidget(widget, 0, Qt::AlignVCenter); }

void Card::addToLegend(QWidget* widget) {
    if (!legend_) {
        legend_ = new QWidget(this);
        legend_->setMinimumWidth(1);  // it never keeps a card wide: without room it is left out
        auto* row = new QHBoxLayout(legend_);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(titleRow_->spacing());
        addToTitleRow(legend_);
    }
    legend_->layout()->addWidget(widget);
}

void Card::fitLegend() {
    if (!legend_) return;
    const QMargins margins = layout()->contentsMargins();
    int needed = margins.left() + margins.right() + title_->sizeHint().width() + legend_->sizeHint().width();
    for (int i = 0; i < titleRow_->count(); ++i) {
        const QWidget* widget = titleRow_->itemAt(i)->widget();
        if (!widget || widget->isHidden()) continue;
        needed += titleRow_->spacing();
        if (widget != title_ && widget != subtitle_ && widget != legend_) needed += widget->minimumSizeHint().width();
    }
    const bool fits = needed <= width();
    legend_->setVisible(fits);
    // Beside a legend the subtitle has the rest of the row, and none of the legend's.
    subtitle_->setMaximumWidth(fits ? width() - needed : QWIDGETSIZE_MAX);
}

void Card::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitLegend();
}

bool Card::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) fitLegend();
    return QWidget::event(event);
}

void Card::endSubtitleAt(int x) {
    subtitle_->setMaximumWidth(std::max(0, x - subtitle_->x()));
}

int Card::titleHeight() const { return layout()->contentsMargins().top() + titleRow_->sizeHint().height() + look_.px(4); }

QRect Card::titleRoom() const {
    const QRect row = titleRow_->geometry();
    int left = row.left(), right = row.right();
    for (int i = 0; i < titleRow_->count(); ++i) {
        const QWidget* widget = titleRow_->itemAt(i)->widget();
        if (!widget || widget->isHidden()) continue;
        const bool atLeft = widget == title_ || widget == subtitle_;
        const int textRight = widget->x() + std::min(widget->width(), widget->sizeHint().width());
        if (atLeft) left = std::max(left, textRight + titleRow_->spacing());
        else right = std::min(right, widget->x() - titleRow_->spacing());
    }
    return QRect(QPoint(left, row.top()), QPoint(right, row.bottom()));
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look_.theme().line, 1));
    painter.setBrush(look_.theme().card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), look_.px(7), look_.px(7));
}

QPixmap tintedIcon(const QString& name, const QColor& color, int sizePx, double devicePixelRatio) {
    // An SVG takes half a millisecond to be read and drawn, and views ask for the same few in every frame.
    const QString key = QStringLiteral("vitrine-icon %1 %2 %3 %4").arg(name).arg(color.name(QColor::HexArgb)).arg(sizePx).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    const int pixels = static_cast<int>(sizePx * devicePixelRatio);
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(QStringLiteral(":/icons/%1.svg").arg(name));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

FlatButton::FlatButton(Look& look, const QString& text, Kind kind, QWidget* parent)
    : QPushButton(text, parent), look_(look), kind_(kind) {
    setCursor(Qt::PointingHandCursor);
    setFont(look_.sans(textSize_, QFont::Medium));
    connect(&look_, &Look::changed, this, [this] { setTextSize(textSize_); });
}

void FlatButton::setTextSize(double pixels) {
    textSize_ = pixels;
    setFont(look_.sans(textSize_, QFont::Medium));
    updateGeometry();
    update();
}

void FlatButton::setKind(Kind kind) {
    kind_ = kind;
    update();
}

void FlatButton::setIconName(const QString& name, bool right) {
    iconName_ = name;
    iconRight_ = right;
    updateGeometry();
    update();
}

QSize FlatButton::sizeHint() const {
    const QFontMetrics metrics(font());
    int width = look_.px(26);
    if (!text().isEmpty()) width += metrics.horizontalAdvance(text());
    if (!iconName_.isEmpty()) width += look_.px(text().isEmpty() ? 16 : 23);
    return {width, look_.px(32)};
}

QSize FlatButton::minimumSizeHint() const {
    const QSize size = sizeHint();
    return {size.width() - (text().isEmpty() ? 0 : look_.px(14)), size.height()};
}

void FlatButton::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !event->isAutoRepeat()) return click();
    QPushButton::keyPressEvent(event);
}

void FlatButton::paintEvent(QPaintEvent*) {
    const Theme& t = look_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = t.card, border = t.line, ink = t.ink;
    if (kind_ == Kind::primary) fill = border = t.blue, ink = t.onAccent;
    if (kind_ == Kind::danger) border = ink = t.rust;
    if (!isEnabled()) {
        fill = t.card, border = t.line, ink = t.muted;
        ink.setAlphaF(0.6F);
    } else if (isDown() || isChecked()) {
        fill = kind_ == Kind::primary ? t.blue.darker(112) : kind_ == Kind::danger ? t.rustTint : t.blueTint;
    } else if (underMouse()) {
        fill = kind_ == Kind::primary ? t.blue.lighter(108) : kind_ == Kind::danger ? t.rustTint : t.paper;
    }
    const QRectF box = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(QPen(border, kind_ == Kind::danger ? 1.3 : 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, look_.px(6), look_.px(6));
    if (hasFocus()) {
        painter.setPen(QPen(t.blue, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), look_.px(4), look_.px(4));
    }
    painter.setFont(font());
    painter.setPen(ink);
    const int icon = look_.px(15), gap = look_.px(8);
    const int room = width() - look_.px(8) - (iconName_.isEmpty() ? 0 : icon + gap);
    const QString words = QFontMetrics(font()).elidedText(text(), Qt::ElideRight, room);
    const int textWidth = words.isEmpty() ? 0 : QFontMetrics(font()).horizontalAdvance(words);
    const int whole = textWidth + (iconName_.isEmpty() ? 0 : icon + (textWidth ? gap : 0));
    int x = (width() - whole) / 2;
    const auto drawIcon = [&] {
        painter.drawPixmap(x, (height() - icon) / 2, tintedIcon(iconName_, ink, icon, devicePixelRatioF()));
        x += icon + gap;
    };
    if (!iconName_.isEmpty() && !iconRight_) drawIcon();
    if (textWidth) {
        painter.drawText(QRect(x, 0, textWidth + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, words);
        x += textWidth + gap;
    }
    if (!iconName_.isEmpty() && iconRight_) drawIcon();
}

}  // namespace vitrine::ui
