// A paint device whose painting becomes an SVG document. QSvgGenerator writes it, which knows neither clips nor patterns and
// would leave out the one and paint over everything with the other; here both are worked into the geometry first, so that
// any viewer shows what the screen does.
#pragma once

#include <QPaintDevice>
#include <QSize>
#include <QString>
#include <memory>

class QIODevice;

namespace vitrine::ui {

class SvgPaintDevice : public QPaintDevice {
  public:
    /// The document is complete when the device goes. `to` is open for writing and outlives it.
    SvgPaintDevice(QIODevice& to, const QSize& size, const QString& title);
    ~SvgPaintDevice() override;
    QPaintEngine* paintEngine() const override;

  protected:
    int metric(PaintDeviceMetric which) const override;

  private:
    class Engine;
    QSize size_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace vitrine::ui
