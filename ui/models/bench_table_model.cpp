#include "ui/models/bench_table_model.h"

#include "ui/models/bench_figures.h"
#include "ui/models/numbers.h"

namespace vitrine::ui {

void BenchTableModel::setReport(std::shared_ptr<const BenchReport> report) {
    beginResetModel();
    report_ = std::move(report);
    rows_.clear();
    for (std::size_t group = 0; report_ && group < report_->groups.size(); ++group) {
        rows_.push_back({group, kHeading});
        for (const std::size_t one : report_->groups[group].series) rows_.push_back({group, one});
    }
    endResetModel();
}

int BenchTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int BenchTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns);
}

const BenchSeries* BenchTableModel::seriesOf(const Row& row) const {
    return row.series == kHeading ? nullptr : &report_->series[row.series];
}

bool BenchTableModel::spansAll(int row) const {
    const BenchSeries* series = seriesOf(rows_[static_cast<std::size_t>(row)]);
    return !series || !series->measured();
}

QString BenchTableModel::heading(const BenchGroup& group) const {
    QStringList parts{group.workload};
    if (!group.what.isEmpty()) parts << group.what;
    parts << group.guarantee;
    if (report_->keyCounts().size() > 1) parts << tr("%1 keys").arg(countText(group.keys));
    if (!group.limitName.isEmpty()) parts << tr("limit: %1").arg(group.limitName);
    return parts.join(QStringLiteral(" · "));
}

QString BenchTableModel::text(const Row& row, int column) const {
    const BenchGroup& group = report_->groups[row.group];
    const BenchSeries* series = seriesOf(row);
    if (!series) return column == engine ? heading(group) : QString();
    if (!series->measured())
        return column == engine ? tr("%1: not measured. %2").arg(series->engine, series->notMeasured) : QString();
    switch (column) {
        case engine:
            return series->engine;
        case median:
            return rateText(*series);
        case spread:
            return series->rounds < report_->rounds ? tr("%1 of %2 rounds").arg(series->rounds).arg(report_->rounds)
                                                    : spreadText(*series);
        case oursIs: {
            const double ours = report_->oursIs(group, *series);
            return ours > 0 ? QStringLiteral("%1×").arg(fixed(ours, 2)) : QString();
        }
        case ofLimit:
            return series->limit > 0 ? QStringLiteral("%1 %").arg(series->shareOfLimit() * 100, 0, 'f', 0) : QString();
        case guarantee:
            return guaranteeWord(series->guaranteeGiven);
        case p50:
            return durationText(series->latency.p50);
        case p99:
            return durationText(series->latency.p99);
        case p999:
            return durationText(series->latency.p999);
        case longest:
            return durationText(series->latency.most);
        case written:
            return amountIfAny(series->written);
        case read:
            return amountIfAny(series->read);
        case memory:
            return amountIfAny(series->peakMemory);
        case onDisk:
            return amountIfAny(series->onDisk);
        default:
            return {};
    }
}

QVariant BenchTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const BenchSeries* series = seriesOf(row);
    switch (role) {
        case Qt::DisplayRole:
            return text(row, index.column());
        case Qt::ToolTipRole:
            if (series && series->measured()) return tipMarkup(seriesTip(*report_, report_->groups[row.group], *series));
            return text(row, engine);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue((index.column() == engine      ? Qt::AlignLeft
                                        : index.column() == guarantee ? Qt::AlignHCenter
                                                                      : Qt::AlignRight) |
                                       Qt::AlignVCenter);
        case headingRole:
            return !series;
        case oursRole:
            return series && series->ours;
        case notMeasuredRole:
            return series && !series->measured();
        default:
            return {};
    }
}

QVariant BenchTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return data(index(0, section), role);
    static const char* const kWords[columns] = {
        QT_TR_NOOP("engine"),       QT_TR_NOOP("median"),    QT_TR_NOOP("spread"),  QT_TR_NOOP("ours is"),
        QT_TR_NOOP("of limit"), QT_TR_NOOP("guarantee"), QT_TR_NOOP("p50"),     QT_TR_NOOP("p99"),
        QT_TR_NOOP("p99.9"),        QT_TR_NOOP("longest"),   QT_TR_NOOP("written"), QT_TR_NOOP("read"),
        QT_TR_NOOP("memory"),
        QT_TR_NOOP("on disk")};
    static const char* const kTips[columns] = {
        nullptr,
        QT_TR_NOOP("of the round whose rate is the median"),
        QT_TR_NOOP("half of the way from the slowest to the fastest round, as a share of the median"),
        QT_TR_NOOP("so many times as fast as this engine"),
        QT_TR_NOOP("share of what the machine can do at best, measured in the same run"),
        QT_TR_NOOP("what an answered write survives"),
        QT_TR_NOOP("half of the operations took no longer"),
        QT_TR_NOOP("99 of 100 operations took no longer"),
        QT_TR_NOOP("999 of 1,000 operations took no longer"),
        QT_TR_NOOP("the longest operation"),
        QT_TR_NOOP("handed to the system to write"),
        QT_TR_NOOP("asked of the system to read; what is mapped into memory does not count"),
        QT_TR_NOOP("at its highest, beyond what there was before the engine was opened"),
        QT_TR_NOOP("size of its files afterwards")};
    if (role == Qt::DisplayRole) return tr(kWords[section]);
    if (role == Qt::ToolTipRole && kTips[section]) return tr(kTips[section]);
    return {};
}

}  // namespace vitrine::ui
