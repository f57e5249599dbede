// Beside the ribbons: the compaction's steps as a list, and what it costs.
#pragma once

#include "ui/models/compaction_model.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class CompactionStepsView : public MomentView {
    Q_OBJECT
  public:
    CompactionStepsView(Look& look, QWidget* parent = nullptr);
    void setModel(const CompactionModel* model);
    QSize sizeHint() const override { return {look().px(260), look().px(380)}; }

    /// Where the n-th record stands (from 0), for tests; nothing when it is scrolled out of sight.
    std::optional<QPoint> positionOfRecord(std::size_t ordinal) const;
    /// The text of all rows in sight, for tests.
    QStringList visibleRows() const;

  protected:
    void momentChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    enum class State { done, now, later };
    struct Row {
        QString text, right;
        State state = State::later;
        bool record = false, sum = false;
        std::optional<std::size_t> step;  // a click goes to its end
        QColor rightColor;
        double top = 0, height = 0;
        std::size_t ordinal = 0;
    };
    State stateOf(const CompactionModel::Phase& phase) const;
    QString phaseText(CompactionPhase phase) const;
    std::size_t currentRecord() const;
    Row recordRow(std::size_t ordinal) const;
    /// What is in sight: all phases, and between them as many records as have room, around the current one.
    std::vector<Row> rows() const;
    void addRecords(std::vector<Row>& rows, double& y, double room, double pitch) const;
    void addSums(std::vector<Row>& rows, double& y, double pitch) const;
    void paintRow(QPainter& painter, const Row& row) const;
    void paintMark(QPainter& painter, const Row& row) const;

    const CompactionModel* model_ = nullptr;
    int scrolled_ = 0;  // records, by the wheel, away from the current one
};

class CompactionCostView : public MomentView {
    Q_OBJECT
  public:
    CompactionCostView(Look& look, QWidget* parent = nullptr);
    void setModel(const CompactionModel* model);
    QSize sizeHint() const override { return {look().px(360), look().px(170)}; }
    /// How long the copy will be, as far as that can be said.
    QString whenDone() const;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintBar(QPainter& painter, double y, const QString& name, std::uint64_t done, std::uint64_t target,
                  std::uint64_t most, const QColor& color);
    const CompactionModel* model_ = nullptr;
};

}  // namespace vitrine::ui
