#include "ui/shell/window_style.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace vitrine::ui {

WindowStyle::WindowStyle(const Look& look)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), look_(look) {}

int WindowStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
        case PM_ScrollBarExtent:
            return look_.px(10);
        case PM_ScrollBarSliderMin:
            return look_.px(26);
        case PM_IndicatorWidth:
        case PM_IndicatorHeight:
        case PM_ExclusiveIndicatorWidth:
        case PM_ExclusiveIndicatorHeight:
            return look_.px(15);
        case PM_ToolTipLabelFrameWidth:
            return look_.px(7);
        case PM_ButtonIconSize:
        case PM_SmallIconSize:
            return look_.px(16);
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void WindowStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const {
    if (element == PE_IndicatorCheckBox) return drawCheckBox(*option, *painter);
    if (element == PE_IndicatorRadioButton) return drawRadioButton(*option, *painter);
    if (element == PE_FrameTabBarBase) return;
    if (element == PE_PanelTipLabel) {
        painter->fillRect(option->rect, look_.theme().muted);
        painter->fillRect(option->rect.adjusted(1, 1, -1, -1), look_.theme().card);
        return;
    }
    if (element != PE_PanelLineEdit) return QProxyStyle::drawPrimitive(element, option, painter, widget);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool framed = frame && frame->lineWidth > 0;
    const bool focus = option->state & State_HasFocus;
    painter->setPen(framed ? QPen(focus ? look_.theme().blue : look_.theme().line, focus ? 1.5 : 1) : QPen(Qt::NoPen));
    painter->setBrush(look_.theme().card);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75), look_.px(6), look_.px(6));
    painter->restore();
}

/// Fusion takes the outline from the window's colour, which on a dark card cannot be seen.
QColor WindowStyle::indicatorLine(const QStyleOption& option) const {
    QColor line = option.state & State_HasFocus ? look_.theme().blue : look_.theme().muted;
    if (!(option.state & State_Enabled)) line.setAlphaF(0.45F);
    return line;
}

void WindowStyle::drawRadioButton(const QStyleOption& option, QPainter& painter) const {
    const Theme& t = look_.theme();
    const bool enabled = option.state & State_Enabled, on = option.state & State_On;
    const QRectF ring = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75);
    const QColor line = indicatorLine(option);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(on && enabled ? t.blue : line, on || option.state & State_HasFocus ? 1.8 : 1.2));
    painter.setBrush(t.card);
    painter.drawEllipse(ring);
    if (on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(enabled ? t.blue : line);
        painter.drawEllipse(ring.center(), ring.width() * 0.27, ring.height() * 0.27);
    }
    painter.restore();
}

void WindowStyle::drawCheckBox(const QStyleOption& option, QPainter& painter) const {
    const Theme& t = look_.theme();
    const bool enabled = option.state & State_Enabled, on = option.state & State_On;
    const QRectF box = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75);
    const QColor line = indicatorLine(option);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(on && enabled ? t.blue : line, option.state & State_HasFocus ? 1.8 : 1.2));
    painter.setBrush(on && enabled ? t.blue : t.card);
    painter.drawRoundedRect(box, look_.px(3), look_.px(3));
    if (on) {
        painter.setPen(QPen(enabled ? t.onAccent : line, look_.px(2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&](double x, double y) {
            return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
        };
        painter.drawPolyline(QPolygonF({at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.28)}));
    }
    painter.restore();
}

/// Panels behind each other: their names, and a blue line under the one that is seen.
void WindowStyle::drawTab(const QStyleOptionTab& tab, QPainter& painter) const {
    const Theme& t = look_.theme();
    const bool shown = tab.state & State_Selected;
    painter.save();
    painter.setFont(look_.sans(13, shown ? QFont::DemiBold : QFont::Normal));
    painter.setPen(shown ? t.ink : tab.state & State_MouseOver ? t.blue : t.muted);
    painter.drawText(tab.rect, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(tab.text, Qt::ElideRight, tab.rect.width() - look_.px(8)));
    if (shown)
        painter.fillRect(QRect(tab.rect.left() + look_.px(8), tab.rect.bottom() - look_.px(2),
                               tab.rect.width() - look_.px(16), look_.px(2)),
                         t.blue);
    painter.restore();
}

void WindowStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
    if (element == CE_Splitter) return;  // the paper between the cards says enough
    if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option); tab && element == CE_TabBarTab) {
        drawTab(*tab, *painter);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

QRect WindowStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                  const QWidget* widget) const {
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !bar) return QProxyStyle::subControlRect(control, option, part, widget);
    const QRect whole = bar->rect;
    const bool upright = bar->orientation == Qt::Vertical;
    if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine) return {};
    if (part == SC_ScrollBarGroove) return whole;
    const int length = upright ? whole.height() : whole.width();
    const qint64 range = qint64{bar->maximum} - bar->minimum;
    int slider = length;
    if (range > 0) {
        slider = static_cast<int>(qint64{length} * bar->pageStep / (range + bar->pageStep));
        slider = std::min(length, std::max(slider, pixelMetric(PM_ScrollBarSliderMin, bar, widget)));
    }
    const int at =
        sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
    const auto stretch = [&](int from, int size) {
        return upright ? QRect(whole.x(), whole.y() + from, whole.width(), size)
                       : QRect(whole.x() + from, whole.y(), size, whole.height());
    };
    if (part == SC_ScrollBarSlider) return stretch(at, slider);
    if (part == SC_ScrollBarSubPage) return stretch(0, at);
    if (part == SC_ScrollBarAddPage) return stretch(at + slider, length - at - slider);
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void WindowStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const {
    if (control != CC_ScrollBar) return QProxyStyle::drawComplexControl(control, option, painter, widget);
    QColor ink = look_.theme().muted;
    const float still = look_.theme().kind == ThemeKind::highContrast ? 0.7F : 0.35F;
    ink.setAlphaF(option->state & State_Sunken ? still + 0.3F : option->state & State_MouseOver ? still + 0.2F : still);
    const QRectF slider = subControlRect(control, option, SC_ScrollBarSlider, widget);
    const double inset = look_.px(2);
    const QRectF handle = slider.adjusted(inset, inset, -inset, -inset);
    const double radius = std::min(handle.width(), handle.height()) / 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ink);
    painter->drawRoundedRect(handle, radius, radius);
    painter->restore();
}

}  // namespace vitrine::ui
