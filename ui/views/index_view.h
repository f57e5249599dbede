// The slots of a hash table, the newest probe through them, and what each points at.
#pragma once

#include "ui/models/index_model.h"
#include "ui/models/record_state.h"
#include "ui/views/moment_view.h"
#include "ui/views/motion.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

class IndexView : public MomentView {
    Q_OBJECT
  public:
    explicit IndexView(Look& look, QWidget* parent = nullptr);
    const IndexModel& model() const { return model_; }
    void reveal(std::uint64_t slot);
    /// The middle of a slot's row, for tests; outside the widget when scrolled away.
    QPoint positionOf(std::uint64_t slot) const;
    /// A slot's selection, as if clicked.
    Selection selectionOf(std::uint64_t slot) const;
    Motion& motion() { return motion_; }
    /// The thin bar of how full the table is, and what it says.
    QRectF loadBar() const;
    QString loadText() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void shown();

  protected:
    bool event(QEvent* event) override;
    void momentChanged() override;
    void lookChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    /// What stood in sight at a moment, and where, to see what moved.
    struct SeenSlot {
        std::uint64_t slot = 0;
        double y = 0;
        bool used = false;
        Bytes key;
        std::uint64_t offset = 0;
        SpaceId space = 0;
    };
    struct Sight {
        NodeId node = 0;
        std::uint64_t slotCount = 0;
        double pitch = 0, right = 0;
        std::vector<SeenSlot> slots;
        std::vector<std::uint64_t> probe;
    };
    Sight sight() const;
    std::vector<Motion::Part> partsFrom(const Sight& before) const;
    // index_grid.cpp: while a recovery fills a small table again, its slots stand in rows of eight.
    bool isGrid() const;
    QRectF cellOf(std::uint64_t slot) const;
    std::optional<std::uint64_t> slotInGrid(QPointF point) const;
    void drawGrid(QPainter& painter);
    void paintGridSlot(QPainter& painter, const SlotRow& row, const QRectF& box);
    void draw(QPainter& painter);
    void relayout();
    void toTop(std::uint64_t slot);
    void paintLoad(QPainter& painter);
    void paintUnknown(QPainter& painter, std::uint64_t slot);
    double stretchesHeight() const;
    void paintSummary(QPainter& painter);
    void paintStretches(QPainter& painter, const QRectF& box, double load);
    void paintSlot(QPainter& painter, const SlotRow& row, double y);
    void paintProbe(QPainter& painter);
    void walk(int step);
    /// Rows are slots. Of a table too large to be stated only some are known.
    std::uint64_t rowCount() const;
    bool known(std::uint64_t slot) const;
    std::optional<std::uint64_t> slotAt(QPointF point) const;
    double yOfRow(std::uint64_t row) const;
    bool low() const;
    double listTop() const;
    double left() const;
    double right() const;

    Motion motion_;
    IndexModel model_;
    Sight sight_;
    QScrollBar* scroll_;
    std::vector<std::uint64_t> stated_;
    double pitch_ = 21.6;
    double keyWidth_ = 72;
    MomentKey shownAt_;
    Selection lastHover_;
    KeyboardFocus focus_;
};

}  // namespace vitrine::ui
