// Ticks of a logarithmic axis of durations: 100 ns, 1 µs, 10 µs, … 1 s.
#pragma once

#include <array>
#include <cmath>

#include "ui/plots/custom_plot.h"

namespace vitrine::ui {

/// "340 ns", "1.2 µs", "15 ms": three digits at most.
inline QString durationText(double ns) {
    static constexpr std::array kUnits = {"ns", "µs", "ms", "s"};
    std::size_t unit = 0;
    while (ns >= 999.5 && unit + 1 < kUnits.size()) ns /= 1000, ++unit;
    const int digits = unit == 0 || ns >= 99.95 ? 0 : ns >= 9.995 ? 1 : 2;
    QString number = QLocale().toString(ns, 'f', digits);
    return QStringLiteral("%1 %2").arg(number, QString::fromUtf8(kUnits[unit]));
}

class DurationTicker : public QCPAxisTickerLog {
  protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override {
        static constexpr std::array kUnits = {"ns", "µs", "ms", "s"};
        std::size_t unit = 0;
        double number = tick;
        while (number >= 999.5 && unit + 1 < kUnits.size()) number /= 1000, ++unit;
        return QStringLiteral("%1 %2").arg(std::lround(number)).arg(QString::fromUtf8(kUnits[unit]));
    }
};

/// Operations are counted in whole numbers.
class CountTicker : public QCPAxisTicker {
  protected:
    double getTickStep(const QCPRange& range) override {
        return std::max(1.0, std::round(QCPAxisTicker::getTickStep(range)));
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override {
        return QLocale().toString(std::llround(tick));
    }
};

}  // namespace vitrine::ui
