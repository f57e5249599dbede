// Ticks that say their values in words: "10 k", "1 ms".
#pragma once

#include <cmath>
#include <functional>

#include "ui/plots/custom_plot.h"

namespace vitrine::ui {

using TickWords = std::function<QString(double)>;

/// 0, 200, 400: from the axis' own choice.
class WordTicker : public QCPAxisTicker {
  public:
    explicit WordTicker(TickWords words) : words_(std::move(words)) {}

  protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return words_(tick); }

  private:
    TickWords words_;
};

/// 1, 10, 100; zoomed into less than two decades also 2 and 5 of each, and into less than one evenly spaced values.
class WordTickerLog : public QCPAxisTickerLog {
  public:
    explicit WordTickerLog(TickWords words) : words_(std::move(words)) { setSubTickCount(8); }

  protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return words_(tick); }
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override {
        if (range.lower <= 0 || range.upper <= range.lower) return QCPAxisTickerLog::createTickVector(tickStep, range);
        const double decades = std::log10(range.upper / range.lower);
        if (decades < 0.7) return QCPAxisTicker::createTickVector(evenStep(range), range);
        QVector<double> ticks;
        for (double power = std::pow(10, std::floor(std::log10(range.lower))); power <= range.upper; power *= 10)
            for (const double times : {1.0, 2.0, 5.0})
                if (times == 1 || decades < 2) ticks << power * times;
        return ticks;
    }
    int getSubTickCount(double tickStep) override { return zoomed_ ? 0 : QCPAxisTickerLog::getSubTickCount(tickStep); }
    double getTickStep(const QCPRange& range) override {
        zoomed_ = range.lower > 0 && range.upper < range.lower * 100;
        return QCPAxisTickerLog::getTickStep(range);
    }

  private:
    static double evenStep(const QCPRange& range) {
        const double rough = range.size() / 4, power = std::pow(10, std::floor(std::log10(rough)));
        return rough < 2 * power ? power : rough < 5 * power ? 2 * power : 5 * power;
    }
    TickWords words_;
    bool zoomed_ = false;
};

}  // namespace vitrine::ui
