// A row a file, all to one scale: which bytes live, which are dead, what is not on the platter yet.
#pragma once

#include "ui/models/bytes_page.h"
#include "ui/models/segments_model.h"
#include "ui/views/moment_view.h"
#include "ui/views/motion.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

class SegmentsMinimap;

class SegmentsView : public MomentView {
    Q_OBJECT
  public:
    explicit SegmentsView(Look& look, QWidget* parent = nullptr);
    const SegmentsModel& model() const { return model_; }
    /// The middle of a record's block, for tests; nothing when the row is scrolled away or dense.
    std::optional<QPoint> positionOf(SpaceId space, std::uint64_t offset) const;
    Motion& motion() { return motion_; }
    /// What the tool tip at a point says.
    QString tipAt(QPointF point) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void shown();

  protected:
    void momentChanged() override;
    void lookChanged() override;
    bool event(QEvent* event) override;
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
    struct ShownRow {
        std::size_t index = 0;  // in the model
        double y = 0;
        SegmentContent content;
    };
    /// What stood in sight at a moment, and where, to see what moved.
    struct Sight {
        std::vector<std::pair<SpaceId, ShownRow>> rows;
        double barLeft = 0, perByte = 0;
    };
    Sight sight() const;
    std::vector<Motion::Part> partsFrom(const Sight& before) const;
    void addPartsOfRow(const ShownRow& old, const ShownRow& now, std::vector<Motion::Part>& parts) const;
    void draw(QPainter& painter);
    void relayout();
    void measureSizes();
    void reveal(SpaceId space);
    void paintRow(QPainter& painter, const ShownRow& row);
    void paintLabels(QPainter& painter, const ShownRow& row);
    void paintFrame(QPainter& painter, const ShownRow& row);
    /// What recovery will say of a record, told by its bytes already.
    static bool isVerdict(RecordState state) { return state == RecordState::damaged || state == RecordState::unproven; }
    RecordState told(RecordState state) const { return moment().covered && isVerdict(state) ? RecordState::loose : state; }
    void paintBlock(QPainter& painter, const ShownRow& row, const SegmentBlock& block);
    void paintBlockText(QPainter& painter, const SegmentBlock& block, const QRectF& box);
    void paintDense(QPainter& painter, const ShownRow& row);
    void paintWater(QPainter& painter, const ShownRow& row);
    void paintMarks(QPainter& painter, const ShownRow& row);
    QRectF boxOf(const ShownRow& row, std::uint64_t offset, std::uint64_t size) const;
    Selection selectionAt(QPointF point) const;
    std::optional<std::size_t> rowIndexOf(const Selection& selection) const;
    void walk(int step);
    void walkRows(int step);
    void walkTo(std::size_t index, std::uint64_t offset);
    static QString tipOf(const SegmentRow& row);
    static QString stateWord(RecordState state);
    double barLeft() const;
    double barWidth() const;
    double rowPitch() const;
    double wholeRowsEnd() const;
    int wholeRows(double pixels) const;
    double blockHeight() const { return 33 * look().scale(); }

    Motion motion_;
    SegmentsModel model_;
    QScrollBar* scroll_;
    SegmentsMinimap* map_;
    std::vector<ShownRow> shownRows_;
    MomentKey shownAt_;
    Selection lastHover_;
    KeyboardFocus focus_;
    double pitch_ = 50;         // from row to row, at scale 1
    double labelsWidth_ = 150;
    double sizesWidth_ = 96;
};

}  // namespace vitrine::ui
