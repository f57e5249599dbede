#include "ui/panels/bench_table.h"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <algorithm>
#include <array>

namespace vitrine::ui {
namespace {

constexpr int kLeastApart = 9;  // of columns

class ResultDelegate : public QStyledItemDelegate {
  public:
    ResultDelegate(Look& look, QObject* parent) : QStyledItemDelegate(parent), look_(look) {}

  protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool heading = index.data(BenchTableModel::headingRole).toBool();
        const bool bold = heading || index.data(BenchTableModel::oursRole).toBool();
        option->font = look_.sans(13, bold ? QFont::DemiBold : QFont::Normal);
        option->textElideMode = Qt::ElideRight;
        const bool pale =
            index.data(BenchTableModel::notMeasuredRole).toBool() || index.column() == BenchTableModel::spread;
        option->palette.setColor(QPalette::Text, pale && !heading ? look_.theme().muted : look_.theme().ink);
        // A row pointed at is tinted, not inverted.
        option->palette.setColor(QPalette::Highlight, look_.theme().blueTint);
        option->palette.setColor(QPalette::HighlightedText, look_.theme().ink);
        option->state &= ~QStyle::State_HasFocus;
    }

  private:
    Look& look_;
};

}  // namespace

BenchTable::BenchTable(Look& look, QWidget* parent) : QTableView(parent), look_(look) {
    setObjectName(QStringLiteral("benchTable"));
    setAccessibleName(tr("Results of the benchmark"));
    setModel(&model_);
    setItemDelegate(new ResultDelegate(look, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setCornerButtonEnabled(false);
    setCornerWidget(new QWidget(this));  // between the two scroll bars there is nothing
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSectionsClickable(false);
    connect(&look, &Look::changed, this, &BenchTable::restyle);
    restyle();
}

void BenchTable::setReport(std::shared_ptr<const BenchReport> report) {
    model_.setReport(std::move(report));
    clearSpans();
    for (int row = 0; row < model_.rowCount(); ++row)
        if (model_.spansAll(row)) setSpan(row, 0, 1, BenchTableModel::columns);
    fitColumns();
}

void BenchTable::restyle() {
    const Theme& t = look_.theme();
    QPalette palette = look_.palette();
    palette.setColor(QPalette::Base, t.card);
    palette.setColor(QPalette::Button, t.card);
    palette.setColor(QPalette::Window, t.card);
    setPalette(palette);
    horizontalHeader()->setPalette(palette);
    horizontalHeader()->setFont(look_.sans(12));
    // Fusion draws a header as a button; here it is a row of muted words on a line.
    horizontalHeader()->setStyleSheet(QStringLiteral("QHeaderView { background: %1; border: 0; } "
                                                     "QHeaderView::section { background: %1; color: %2; border: 0; "
                                                     "border-bottom: 1px solid %3; padding: 0 %4px; }")
                                          .arg(t.card.name(), t.muted.name(), t.line.name())
                                          .arg(look_.px(3)));
    horizontalHeader()->setFixedHeight(look_.px(24));
    verticalHeader()->setMinimumSectionSize(look_.px(16));
    verticalHeader()->setDefaultSectionSize(look_.px(24));
    setMinimumHeight(look_.px(90));
    fitColumns();
    viewport()->update();
}

/// Each column as wide as its widest figure; headings, which stand over all columns, do not count. Room that is left is
/// shared; where it is short, the columns stand closer together before one has to be scrolled to.
void BenchTable::fitColumns() {
    const QFontMetrics bold(look_.sans(13, QFont::DemiBold)), header(look_.sans(12));
    std::array<int, BenchTableModel::columns> widths{};
    int sum = 0;
    for (int column = 0; column < BenchTableModel::columns; ++column) {
        int& width = widths[static_cast<std::size_t>(column)];
        width = header.horizontalAdvance(model_.headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < model_.rowCount(); ++row)
            if (!model_.spansAll(row))
                width = std::max(width, bold.horizontalAdvance(model_.index(row, column).data().toString()));
        sum += width;
    }
    const int spare = std::max(look_.px(kLeastApart), (viewport()->width() - sum) / BenchTableModel::columns);
    for (int column = 0; column < BenchTableModel::columns; ++column)
        setColumnWidth(column, widths[static_cast<std::size_t>(column)] + spare);
}

void BenchTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

}  // namespace vitrine::ui
