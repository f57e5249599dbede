// Compaction: inputs above, output below, each copied record flowing down its ribbon. One scale: width is bytes.
#pragma once

#include <QPixmap>
#include <array>
#include <optional>
#include <utility>

#include "ui/models/compaction_model.h"
#include "ui/views/moment_view.h"
#include "ui/views/motion.h"

namespace vitrine::ui {

class RibbonsView : public MomentView {
    Q_OBJECT
  public:
    RibbonsView(Look& look, QWidget* parent = nullptr);
    /// Set by the panel before each moment; not owned.
    void setModel(const CompactionModel* model);
    QSize sizeHint() const override;
    Motion& motion() { return motion_; }
    /// The middle of a record's block in its input, for tests.
    QPoint positionOf(const CompactionRecord& record) const;

  protected:
    void momentChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    struct Geometry;
    enum class Done { no, now, yes };
    Geometry geometry() const;
    void draw(QPainter& painter);
    std::vector<FileRange> flowed() const;
    std::vector<Motion::Part> partsFrom(const std::vector<FileRange>& before) const;
    static QPainterPath ribbonOf(const QRectF& from, const QRectF& to);
    Done doneOf(const CompactionRecord& record) const;
    QRectF sourceBox(const Geometry& g, const CompactionRecord& record) const;
    QRectF targetBox(const Geometry& g, std::uint64_t offset, const CompactionRecord& record) const;
    void paintInputs(QPainter& painter, const Geometry& g);
    void paintInputHead(QPainter& painter, const Geometry& g, std::size_t input, double& freeFrom);
    void paintInputRecord(QPainter& painter, const CompactionRecord& record, const QRectF& box);
    bool switched() const;
    int densityOf(const CompactionRecord& record) const;
    void paintGoneRecord(QPainter& painter, const CompactionRecord& record, const QRectF& box);
    void paintSlot(QPainter& painter, std::uint64_t slot, const QRectF& box);
    void paintWhys(QPainter& painter, const Geometry& g, const CompactionInput& input);
    void paintRibbons(QPainter& painter, const Geometry& g);
    /// One copy, or several that lie so near each other that they flow as one.
    struct Ribbon {
        QRectF from, to;
        bool now = false, kept = false;
        bool operator==(const Ribbon&) const = default;
    };
    struct RibbonPicture {
        QPixmap pixels;
        std::array<QColor, 2> colors;
        std::vector<Ribbon> ribbons;  // what is on it
    };
    std::vector<Ribbon> ribbons(const Geometry& g) const;
    QColor colorOf(const Ribbon& ribbon) const;
    void paintRibbon(QPainter& painter, const Ribbon& ribbon) const;
    void pictureRibbons(std::vector<Ribbon> wanted, double ratio);
    void paintOutput(QPainter& painter, const Geometry& g);
    void paintOutputRecord(QPainter& painter, const Geometry& g, const CompactionRecord& record, std::uint64_t offset,
                           const QRectF& box);
    void paintHeader(QPainter& painter, const QRectF& box);
    void paintPointed(QPainter& painter, SpaceId space, std::uint64_t offset, const QRectF& block);
    void paintFreed(QPainter& painter, const Geometry& g);
    std::pair<std::uint64_t, std::uint64_t> leftBehind() const;
    // Where there are no records to draw (ribbons_sums.cpp).
    void paintSums(QPainter& painter, const Geometry& g);
    void paintInputSums(QPainter& painter, const Geometry& g);
    void paintBar(QPainter& painter, const QRectF& box, const std::optional<Shares>& shares, const QString& words);
    void paintOutputSum(QPainter& painter, const Geometry& g);
    void paintWhySums(QPainter& painter, const Geometry& g);
    void paintCaption(QPainter& painter, const Geometry& g);
    Selection selectionAt(const QPointF& point) const;

    Motion motion_;
    const CompactionModel* model_ = nullptr;
    const CompactionModel* shownModel_ = nullptr;
    FactId shownAt_ = kNoFact;
    std::vector<FileRange> flowed_;  // records whose copy was made at the moment shown, in order
    std::optional<std::size_t> here_;  // the cursor's step
    RibbonPicture picture_;
    Selection lastHover_;
};

}  // namespace vitrine::ui
