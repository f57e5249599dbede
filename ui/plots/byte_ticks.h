// Ticks of an axis that counts bytes: 0, 50 MiB, 100 MiB, in the units in which bytes are written elsewhere.
#pragma once

#include <array>
#include <cmath>

#include "ui/plots/custom_plot.h"

namespace vitrine::ui {

class ByteTicker : public QCPAxisTicker {
  public:
    ByteTicker() { setTickCount(3); }

  protected:
    /// One unit for the whole axis: the largest of which it holds a few; bytes up to 10,000 as they are.
    double getTickStep(const QCPRange& range) override {
        unit_ = 0;
        for (double left = range.upper; left >= (unit_ ? 1000 : 10'000) && unit_ + 1 < kUnits.size(); left /= 1024) ++unit_;
        const double bytes = std::pow(1024, unit_), step = range.size() / bytes / (tickCount() + 1);
        const double power = std::pow(10, std::floor(std::log10(step)));
        const double nice = step < 2 * power ? 2 * power : step < 5 * power ? 5 * power : 10 * power;
        return (unit_ ? nice : std::max(1.0, nice)) * bytes;
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override {
        if (tick == 0) return QStringLiteral("0");
        return QStringLiteral("%1 %2").arg(tick / std::pow(1024, unit_)).arg(QLatin1String(kUnits[unit_]));
    }

  private:
    static constexpr std::array kUnits = {"B", "KiB", "MiB", "GiB", "TiB"};
    std::size_t unit_ = 0;
};

}  // namespace vitrine::ui
