#include "ui/shell/command_palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <algorithm>

#include "ui/models/fuzzy_match.h"

namespace vitrine::ui {
namespace {

enum Role { kPlace = Qt::UserRole, kKeys, kWhyNot };

/// One row: what it is and where it belongs at the left, its keys at the right; below it why it cannot act.
class RowPainter : public QStyledItemDelegate {
  public:
    RowPainter(Look& look, QObject* parent) : QStyledItemDelegate(parent), look_(look) {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        return {look_.px(100), look_.px(index.data(kWhyNot).toString().isEmpty() ? 32 : 50)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& t = look_.theme();
        const QRect room = option.rect.adjusted(look_.px(14), 0, -look_.px(14), 0);
        const QString whyNot = index.data(kWhyNot).toString();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, t.blueTint);
            painter->fillRect(QRect(option.rect.topLeft(), QSize(look_.px(3), option.rect.height())), t.blue);
        }
        QRect line = room;
        line.setHeight(look_.px(32));
        painter->setFont(look_.mono(12));
        painter->setPen(t.muted);
        const QString keys = index.data(kKeys).toString();
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, keys);
        if (!keys.isEmpty())
            line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(keys) - look_.px(16));
        painter->setFont(look_.sans(14));
        painter->setPen(whyNot.isEmpty() ? t.ink : t.muted);
        const QString text =
            painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, line.width());
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
        line.setLeft(line.left() + painter->fontMetrics().horizontalAdvance(text) + look_.px(10));
        painter->setFont(look_.sans(12));
        painter->setPen(t.muted);
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data(kPlace).toString(), Qt::ElideRight,
                                                            std::max(0, line.width())));
        if (!whyNot.isEmpty()) {
            painter->setPen(t.rust);
            const QRect below(room.left(), room.top() + look_.px(27), room.width(), look_.px(18));
            painter->drawText(below, Qt::AlignLeft | Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(whyNot, Qt::ElideRight, below.width()));
        }
        painter->restore();
    }

  private:
    Look& look_;
};

}  // namespace

// ---- the entries -------------------------------------------------------------------------------------------------------------

void PaletteModel::setEntries(QList<PaletteEntry> entries) {
    beginResetModel();
    entries_ = std::move(entries);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const PaletteEntry& entry = entries_[index.row()];
    switch (role) {
        case Qt::DisplayRole:
            return entry.text;
        case Qt::AccessibleTextRole:
            return entry.whyNot.isEmpty() ? entry.text : entry.text + QStringLiteral(". ") + entry.whyNot;
        case kPlace:
            return entry.place;
        case kKeys:
            return entry.keys;
        case kWhyNot:
            return entry.whyNot;
        default:
            return {};
    }
}

void PaletteFilter::setTyped(const QString& typed) {
    typed_ = typed;
    invalidate();
    sort(typed.trimmed().isEmpty() ? -1 : 0);
}

/// By its name; a place or reason that fits counts for less than any name that does.
std::optional<int> PaletteFilter::scoreOf(int row) const {
    const QModelIndex index = sourceModel()->index(row, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (const auto score = fuzzyScore(typed_, text)) return *score + 1000;
    return fuzzyScore(typed_, index.data(kPlace).toString() + QLatin1Char(' ') + text);
}

bool PaletteFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    return scoreOf(row).has_value();
}

bool PaletteFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const int one = scoreOf(left.row()).value_or(0), other = scoreOf(right.row()).value_or(0);
    return one != other ? one > other : left.row() < right.row();
}

// ---- the palette -------------------------------------------------------------------------------------------------------------

CommandPalette::CommandPalette(Look& look, QWidget* window, std::function<QList<PaletteEntry>()> collect)
    : QWidget(window), look_(look), collect_(std::move(collect)) {
    setObjectName(QStringLiteral("palette"));
    setProperty("ownKeys", true);
    filter_.setSourceModel(&model_);
    field_ = new QLineEdit(this);
    field_->setObjectName(QStringLiteral("paletteField"));
    field_->setPlaceholderText(tr("Type some letters of what you want"));
    field_->setAccessibleName(tr("Find a command"));
    list_ = new QListView(this);
    list_->setObjectName(QStringLiteral("paletteList"));
    list_->setModel(&filter_);
    list_->setItemDelegate(new RowPainter(look, list_));
    list_->setFocusPolicy(Qt::NoFocus);  // the field keeps it; arrows are passed on
    list_->setFrameShape(QFrame::NoFrame);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::type);
    connect(list_, &QListView::clicked, this, &CommandPalette::run);
    field_->installEventFilter(this);
    window->installEventFilter(this);
    connect(&look, &Look::changed, this, &CommandPalette::place);
    hide();
}

void CommandPalette::open() {
    if (isVisible()) return closeAgain();
    before_ = QApplication::focusWidget();
    model_.setEntries(collect_());
    field_->clear();
    type({});
    place();
    raise();
    show();
    field_->setFocus(Qt::ShortcutFocusReason);
}

QStringList CommandPalette::texts() const {
    QStringList texts;
    for (int row = 0; row < filter_.rowCount(); ++row) texts << filter_.index(row, 0).data().toString();
    return texts;
}

void CommandPalette::type(const QString& typed) {
    filter_.setTyped(typed);
    list_->setCurrentIndex(filter_.index(0, 0));
    list_->scrollToTop();
}

void CommandPalette::run(const QModelIndex& index) {
    if (!index.isValid()) return;
    const PaletteEntry entry = model_.entry(filter_.mapToSource(index).row());
    if (!entry.whyNot.isEmpty()) return;  // it says so
    closeAgain();
    entry.act();
}

void CommandPalette::closeAgain() {
    hide();
    if (before_ && before_->isVisible())
        before_->setFocus();
    else
        window()->setFocus();
}

bool CommandPalette::key(const QKeyEvent& event) {
    const int row = list_->currentIndex().row(), rows = filter_.rowCount();
    const auto go = [&](int to) { list_->setCurrentIndex(filter_.index(std::clamp(to, 0, std::max(0, rows - 1)), 0)); };
    switch (event.key()) {
        case Qt::Key_Escape:
            closeAgain();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run(list_->currentIndex());
            return true;
        case Qt::Key_Down:
            go(row + 1);
            return true;
        case Qt::Key_Up:
            go(row - 1);
            return true;
        case Qt::Key_PageDown:
            go(row + 8);
            return true;
        case Qt::Key_PageUp:
            go(row - 8);
            return true;
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            return true;  // there is nowhere else to go
        case Qt::Key_K:
            if (event.modifiers() != Qt::ControlModifier) return false;
            closeAgain();
            return true;
        default:
            return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == field_ && event->type() == QEvent::KeyPress && key(static_cast<const QKeyEvent&>(*event)))
        return true;
    if (watched == field_ && event->type() == QEvent::FocusOut && isVisible() &&
        static_cast<QFocusEvent*>(event)->reason() == Qt::MouseFocusReason)
        hide();
    if (watched == parentWidget() && event->type() == QEvent::Resize) place();
    return QWidget::eventFilter(watched, event);
}

// ---- the look ----------------------------------------------------------------------------------------------------------------

QRect CommandPalette::box() const {
    const int wide = std::min(look_.px(620), width() - look_.px(40)),
              high = std::min(look_.px(470), height() - look_.px(90));
    return {(width() - wide) / 2, look_.px(62), wide, high};
}

void CommandPalette::place() {
    setGeometry(parentWidget()->rect());
    const QRect room = box().adjusted(look_.px(12), look_.px(12), -look_.px(12), -look_.px(12));
    field_->setFont(look_.sans(15));
    field_->setTextMargins(look_.px(8), 0, look_.px(8), 0);
    field_->setGeometry(QRect(room.topLeft(), QSize(room.width(), look_.px(38))));
    list_->setGeometry(room.adjusted(0, look_.px(48), 0, 0));
    list_->doItemsLayout();
    update();
}

void CommandPalette::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = look_.theme().paper;
    veil.setAlphaF(0.55F);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(look_.theme().line, 1));
    painter.setBrush(look_.theme().card);
    painter.drawRoundedRect(QRectF(box()).adjusted(0.5, 0.5, -0.5, -0.5), look_.px(9), look_.px(9));
    if (filter_.rowCount() > 0) return;
    painter.setPen(look_.theme().muted);
    painter.setFont(look_.sans(14));
    painter.drawText(box(), Qt::AlignCenter, tr("Nothing is called like that."));
}

void CommandPalette::mousePressEvent(QMouseEvent*) {
    closeAgain();
}

}  // namespace vitrine::ui
