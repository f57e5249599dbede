// Compaction: inputs above, output below, each copied record flowing down its ribbon. One scale: width is bytes.
#pragma once

#include "ui/models/compaction_model.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class RibbonsView : public MomentView {
    Q_OBJECT
  public:
    RibbonsView(Look& look, QWidget* parent = nullptr);
    /// Set by the panel before each moment; not owned.
    void setModel(const CompactionModel* model);
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    struct Geometry;
    Geometry geometry() const;
    enum class Done { no, now, yes };
    Done doneOf(const CompactionRecord& record) const;
    QRectF sourceBox(const Geometry& g, std::size_t input, const CompactionRecord& record) const;
    QRectF targetBox(const Geometry& g, std::uint64_t offset, const CompactionRecord& record) const;
    void paintInputs(QPainter& painter, const Geometry& g);
    void paintInputRecord(QPainter& painter, const CompactionRecord& record, const QRectF& box);
    void paintRibbons(QPainter& painter, const Geometry& g);
    void paintOutput(QPainter& painter, const Geometry& g);
    void paintFreed(QPainter& painter, const Geometry& g);
    void paintCaption(QPainter& painter, const Geometry& g);
    void paintBlockText(QPainter& painter, const QRectF& box, const QString& text, const QColor& color, bool struck = false);
    Selection selectionAt(const QPointF& point) const;

    const CompactionModel* model_ = nullptr;
};

}  // namespace vitrine::ui
