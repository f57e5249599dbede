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

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    enum class State { done, now, later };
    struct Line {
        QString text, right;
        State state = State::later;
        bool record = false;
        std::optional<std::size_t> step;  // a click goes to its end
        QColor rightColor;
    };
    void collectLines();
    void addStage(const QString& text, std::initializer_list<std::string_view> names);
    void addRecords();
    State stateOf(std::optional<std::size_t> first, std::optional<std::size_t> last) const;
    double lineHeight(const Line& line) const;
    double scrolledBy() const;

    const CompactionModel* model_ = nullptr;
    std::vector<Line> lines_;
};

class CompactionCostView : public MomentView {
    Q_OBJECT
  public:
    CompactionCostView(Look& look, QWidget* parent = nullptr);
    void setModel(const CompactionModel* model);
    QSize sizeHint() const override { return {look().px(360), look().px(170)}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintBar(QPainter& painter, double y, const QString& name, std::uint64_t done, std::uint64_t target,
                  std::uint64_t most, const QColor& color);
    const CompactionModel* model_ = nullptr;
};

}  // namespace vitrine::ui
