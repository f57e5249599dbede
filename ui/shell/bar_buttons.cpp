#include "ui/shell/bar_buttons.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

namespace vitrine::ui {
namespace {

bool presses(const QKeyEvent& event) {
    return (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) && !event.isAutoRepeat();
}

void paintFocus(QPainter& painter, const QAbstractButton& button, const Look& look) {
    if (!button.hasFocus()) return;
    painter.setPen(QPen(look.theme().blue, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), look.px(5), look.px(5));
}

}  // namespace

// ---- the menu ------------------------------------------------------------------------------------------------------------------

MenuButton::MenuButton(Look& look, QWidget* parent) : QAbstractButton(parent), look_(look) {
    setObjectName(QStringLiteral("menu"));
    setText(tr("Vitrine"));
    setAccessibleName(tr("Menu"));
    setToolTip(tr("Open files, choose what is shown, settings (F9)"));
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

void MenuButton::setNameShown(bool shown) {
    if (nameShown_ == shown) return;
    nameShown_ = shown;
    updateGeometry();
    update();
}

QSize MenuButton::sizeHint() const {
    const int name = nameShown_ ? look_.px(7) + QFontMetrics(nameFont()).horizontalAdvance(text()) + look_.px(6) : 0;
    return {look_.px(20) + name, look_.px(32)};
}

void MenuButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = isDown() || underMouse() ? look_.theme().blue : look_.theme().ink;
    const int logo = look_.px(20);
    painter.drawPixmap(0, (height() - logo) / 2, tintedIcon(QStringLiteral("vitrine"), ink, logo, devicePixelRatioF()));
    if (nameShown_) {
        painter.setFont(nameFont());
        painter.setPen(ink);
        painter.drawText(rect().adjusted(logo + look_.px(7), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    }
    paintFocus(painter, *this, look_);
}

void MenuButton::keyPressEvent(QKeyEvent* event) {
    presses(*event) ? click() : QAbstractButton::keyPressEvent(event);
}

// ---- layouts -------------------------------------------------------------------------------------------------------------------

LayoutButton::LayoutButton(Look& look, const QString& name, const QString& icon, QWidget* parent)
    : FlatButton(look, {}, Kind::plain, parent), look_(look), icon_(icon) {
    setAccessibleName(name);
    setTextSize(13);
    setAttribute(Qt::WA_Hover);
}

QSize LayoutButton::sizeHint() const {
    const int name = text().isEmpty() ? 0 : look_.px(6) + QFontMetrics(font()).horizontalAdvance(text());
    return {look_.px(8 + 16 + 8) + name, look_.px(32)};
}

void LayoutButton::setShare(double share) {
    share_ = share;
    update();
}

void LayoutButton::paintEvent(QPaintEvent*) {
    const Theme& t = look_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? t.blueTint : t.paper);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), look_.px(4), look_.px(4));
    }
    const QColor ink = isChecked() ? t.blue : t.ink;
    const int glyph = look_.px(16), left = look_.px(8);
    painter.drawPixmap(left, (height() - glyph) / 2, tintedIcon(icon_, ink, glyph, devicePixelRatioF()));
    painter.setPen(ink);
    painter.setFont(font());
    painter.drawText(rect().adjusted(left + glyph + look_.px(6), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    paintFocus(painter, *this, look_);
    if (share_ < 0) return;
    painter.setPen(Qt::NoPen);
    const double thick = look_.px(3), inset = look_.px(5);
    const QRectF whole(inset, height() - look_.px(3) - thick, width() - 2 * inset, thick);
    const auto strip = [&](const QColor& color, double share) {
        painter.setBrush(color);
        painter.drawRoundedRect(QRectF(whole.topLeft(), QSizeF(std::max(thick, whole.width() * share), thick)),
                                thick / 2, thick / 2);
    };
    strip(look_.theme().line, 1);
    strip(look_.theme().blue, std::min(share_, 1.0));
}

LayoutSwitch::LayoutSwitch(Look& look, QWidget* parent) : QWidget(parent), look_(look) {
    setObjectName(QStringLiteral("layouts"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
}

LayoutButton* LayoutSwitch::add(const QString& name, const QString& icon) {
    auto* button = new LayoutButton(look_, name, icon, this);
    layout()->addWidget(button);
    return buttons_.emplace_back(button);
}

void LayoutSwitch::setNamesShown(bool shown) {
    for (LayoutButton* button : buttons_) button->setNameShown(shown);
}

void LayoutSwitch::restyle() {
    setFixedHeight(look_.px(32));
    update();
}

void LayoutSwitch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look_.theme().line, 1));
    painter.setBrush(look_.theme().card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), look_.px(6), look_.px(6));
}

// ---- the palette ---------------------------------------------------------------------------------------------------------------

SearchBox::SearchBox(Look& look, QWidget* parent) : QAbstractButton(parent), look_(look) {
    setObjectName(QStringLiteral("search"));
    setAccessibleName(tr("Find a command"));
    setToolTip(tr("Find anything that can be done (Ctrl+K)"));
    setText(QStringLiteral("Ctrl+K"));
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

void SearchBox::setKeysShown(bool shown) {
    if (keysShown_ == shown) return;
    keysShown_ = shown;
    updateGeometry();
    update();
}

QSize SearchBox::sizeHint() const {
    const int keys = keysShown_ ? look_.px(8) + QFontMetrics(look_.sans(13)).horizontalAdvance(text()) : 0;
    return {look_.px(12 + 14 + 12) + keys, look_.px(32)};
}

void SearchBox::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look_.theme().line, 1));
    painter.setBrush(underMouse() ? look_.theme().paper : look_.theme().card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), look_.px(6), look_.px(6));
    const int lens = look_.px(14);
    painter.drawPixmap(look_.px(12), (height() - lens) / 2,
                       tintedIcon(QStringLiteral("search"), look_.theme().muted, lens, devicePixelRatioF()));
    if (keysShown_) {
        painter.setFont(look_.sans(13));
        painter.setPen(look_.theme().muted);
        painter.drawText(rect().adjusted(look_.px(12 + 14 + 8), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    }
    paintFocus(painter, *this, look_);
}

void SearchBox::keyPressEvent(QKeyEvent* event) {
    presses(*event) ? click() : QAbstractButton::keyPressEvent(event);
}

}  // namespace vitrine::ui
