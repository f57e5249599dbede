// The outcomes of a moment as tiles: a square of lost, torn and whole where two writes are pending, else a flow grouped by the
// answer, with each kind's fates as a small strip. Arrows walk the tiles, Enter cuts with the one that is marked.
#pragma once

#include <optional>

#include "ui/models/outcome_tiles.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class OutcomesView : public MomentView {
    Q_OBJECT
  public:
    OutcomesView(Look& look, QWidget* parent = nullptr);
    /// Outlives the view, until the next. `current`: the tile of what is chosen now.
    void setTiles(const OutcomeTiles& tiles, std::optional<std::size_t> current);
    /// The middle of a tile; null where it is folded away.
    QPoint positionOf(std::size_t tile) const;
    /// How many tiles had no room.
    std::size_t folded() const { return folded_; }
    QSize sizeHint() const override { return {look().px(260), look().px(230)}; }
    QSize minimumSizeHint() const override { return {look().px(150), look().px(100)}; }

  Q_SIGNALS:
    void chosen(std::size_t tile);   // a click, or the arrows
    void entered(std::size_t tile);  // a double click, or Enter

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void lookChanged() override;

  private:
    struct Place {
        std::size_t tile = 0;
        QRectF rect;
    };
    void arrange();
    void arrangeGrid();
    void arrangeFlow();
    const Place* placeAt(const QPointF& at) const;
    void walk(int across, int down);
    void paintHeads(QPainter& painter) const;
    void paintTile(QPainter& painter, const Place& place) const;
    void paintFitting(QPainter& painter, const QRectF& at, const QString& words, double size,
                      QFont::Weight weight) const;
    void paintStrip(QPainter& painter, const QRectF& at, const OutcomeTile& tile) const;

    const OutcomeTiles* tiles_ = nullptr;
    std::optional<std::size_t> current_;
    std::vector<Place> places_;
    std::size_t folded_ = 0;
    QRectF foldedAt_;
    double headLeft_ = 0, headTop_ = 0;  // of a grid
};

}  // namespace vitrine::ui
