// The results as rows: a heading for each comparison, and under it a row for each engine.
#pragma once

#include <QAbstractTableModel>
#include <memory>

#include "ui/models/bench_report.h"

namespace vitrine::ui {

class BenchTableModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column {
        engine,
        median,
        spread,
        oursIs,
        ofLimit,
        guarantee,
        p50,
        p99,
        p999,
        longest,
        written,
        read,
        memory,
        onDisk,
        columns
    };
    enum Role { headingRole = Qt::UserRole + 1, oursRole, notMeasuredRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setReport(std::shared_ptr<const BenchReport> report);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// A row whose first cell is as wide as the table: a heading, or what was not measured and why.
    bool spansAll(int row) const;

  private:
    struct Row {
        std::size_t group;
        std::size_t series;  // kHeading: the group's heading
    };
    static constexpr std::size_t kHeading = static_cast<std::size_t>(-1);
    const BenchSeries* seriesOf(const Row& row) const;
    QString heading(const BenchGroup& group) const;
    QString text(const Row& row, int column) const;

    std::shared_ptr<const BenchReport> report_;
    std::vector<Row> rows_;
};

}  // namespace vitrine::ui
