// Fusion with the corners of the pictures: slim scroll bars, quiet splitters, rounded fields; all sizes follow the scale.
#pragma once

#include <QProxyStyle>
#include <QStyleOption>

#include "ui/theme/theme.h"

namespace vitrine::ui {

class WindowStyle : public QProxyStyle {
    Q_OBJECT
  public:
    /// `look` outlives the style.
    explicit WindowStyle(const Look& look);
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;

  private:
    QColor indicatorLine(const QStyleOption& option) const;
    void drawRadioButton(const QStyleOption& option, QPainter& painter) const;
    void drawCheckBox(const QStyleOption& option, QPainter& painter) const;
    void drawTab(const QStyleOptionTab& tab, QPainter& painter) const;

    const Look& look_;
};

}  // namespace vitrine::ui
