#include "ui/views/cut_rows_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/views/accessible_views.h"

namespace vitrine::ui {

namespace {
constexpr double kHeading = 20, kTitle = 19, kOption = 21, kCell = 12, kGap = 6;
}  // namespace

CutRowsView::CutRowsView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("cutRows"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("What the disk keeps, one by one"));
}

void CutRowsView::setChoice(const CutChoice& choice) {
    choice_ = &choice;
    row_ = std::min(row_, choice.rows().empty() ? 0 : choice.rows().size() - 1);
    arrange();
    update();
}

void CutRowsView::lookChanged() {
    arrange();
    MomentView::lookChanged();
}

void CutRowsView::resizeEvent(QResizeEvent* event) {
    arrange();
    MomentView::resizeEvent(event);
}

void CutRowsView::arrange() {
    lines_.clear();
    places_.clear();
    double y = 0;
    const QFontMetricsF metrics(look().sans(12));
    const auto& rows = choice_ ? choice_->rows() : std::vector<CutChoice::Row>{};
    QString heading;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const CutChoice::Row& row = rows[i];
        Line line;
        line.headingTop = y;
        if (const QString its = choice_->headingOf(row); its != heading) {
            line.heading = heading = its;
            y += look().px(kHeading);
        }
        const double top = y;
        y += look().px(kTitle);
        double x = look().px(4);
        for (int option = 0; option < row.options.size(); ++option) {
            const double wide = std::min(metrics.horizontalAdvance(row.options[option]) + look().px(16), width() - look().px(8) * 1.0);
            if (x > look().px(4) && x + wide > width() - look().px(2)) {
                x = look().px(4);
                y += look().px(kOption + 3);
            }
            places_.push_back({i, option, -1, QRectF(x, y, wide, look().px(kOption))});
            x += wide + look().px(5);
        }
        y += look().px(kOption + 3);
        if (row.sectorCount > 1) {
            const double room = width() - look().px(8) * 1.0;
            const double wide = std::clamp(room / row.sectorCount, look().px(5) * 1.0, look().px(14) * 1.0);
            x = look().px(4);
            for (std::uint32_t s = 0; s < row.sectorCount; ++s) {
                if (x + wide > width() - look().px(3)) {
                    x = look().px(4);
                    y += look().px(kCell + 2);
                }
                places_.push_back({i, -1, static_cast<int>(s), QRectF(x, y, wide, look().px(kCell))});
                x += wide;
            }
            y += look().px(kCell + 3);
        }
        line.rect = QRectF(0, top, width(), y - top);
        lines_.push_back(line);
        y += look().px(kGap);
    }
    if (height_ == static_cast<int>(y) + 1) return;
    height_ = static_cast<int>(y) + 1;
    updateGeometry();
}

QPoint CutRowsView::positionOf(std::size_t row, int option) const {
    for (const Place& place : places_)
        if (place.row == row && place.option == option && option >= 0) return place.rect.center().toPoint();
    return {};
}

QPoint CutRowsView::cellOf(std::size_t row, int sector) const {
    for (const Place& place : places_)
        if (place.row == row && place.option < 0 && place.sector == sector) return place.rect.center().toPoint();
    return {};
}

const CutRowsView::Place* CutRowsView::placeAt(const QPointF& at) const {
    const auto found = std::ranges::find_if(places_, [&](const Place& place) { return place.rect.contains(at); });
    return found == places_.end() ? nullptr : &*found;
}

// ---- what a person does -----------------------------------------------------------------------------------------------------

/// A cell takes the next version that it may have.
void CutRowsView::choose(const Place& place) {
    const CutChoice::Row& row = choice_->rows()[place.row];
    int option = place.option;
    if (option < 0) {
        const int count = static_cast<int>(row.options.size());
        const int now = static_cast<int>(choice_->versionOf(row.firstSector + static_cast<std::uint32_t>(place.sector)));
        option = (now + 1) % count;
        for (int i = 1; i < count && !choice_->whyNot(row, option, place.sector).isEmpty(); ++i) option = (option + 1) % count;
    }
    if (const QString why = choice_->whyNot(row, option, place.sector); !why.isEmpty()) {
        announceItem(*this, why);
        Q_EMIT refused(why);
        return;
    }
    Q_EMIT chosen(place.row, option, place.sector);
}

void CutRowsView::mousePressEvent(QMouseEvent* event) {
    const Place* place = event->button() == Qt::LeftButton ? placeAt(event->position()) : nullptr;
    if (!place) return;
    row_ = place->row;
    sector_ = place->sector;
    if (place->option >= 0) option_ = place->option;
    const Place chosenPlace = *place;
    choose(chosenPlace);
    update();
}

void CutRowsView::keyPressEvent(QKeyEvent* event) {
    if (!choice_ || choice_->rows().empty()) return MomentView::keyPressEvent(event);
    const auto& rows = choice_->rows();
    const int key = event->key();
    const bool cells = event->modifiers() & Qt::ControlModifier;
    const int step = key == Qt::Key_Right || key == Qt::Key_Down ? 1 : -1;
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        row_ = static_cast<std::size_t>(std::clamp<qsizetype>(static_cast<qsizetype>(row_) + step, 0, static_cast<qsizetype>(rows.size()) - 1));
        sector_ = -1;
        option_ = std::max(0, choice_->chosen(rows[row_]));
    } else if ((key == Qt::Key_Left || key == Qt::Key_Right) && cells) {
        if (rows[row_].sectorCount > 1) sector_ = std::clamp(sector_ + step, -1, static_cast<int>(rows[row_].sectorCount) - 1);
    } else if (key == Qt::Key_Left || key == Qt::Key_Right) {
        option_ = std::clamp(option_ + step, 0, static_cast<int>(rows[row_].options.size()) - 1);
    } else if (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter) {
        choose({row_, option_, sector_, {}});
    } else {
        return MomentView::keyPressEvent(event);
    }
    announce();
    if (row_ < lines_.size()) Q_EMIT walked(lines_[row_].rect.toAlignedRect());
    update();
}

void CutRowsView::announce() {
    const CutChoice::Row& row = choice_->rows()[row_];
    const int option = std::clamp(option_, 0, static_cast<int>(row.options.size()) - 1);
    const QString why = choice_->whyNot(row, option, sector_);
    QString words = tr("%1 %2: %3").arg(choice_->headingOf(row), row.title, row.options[option]);
    if (sector_ >= 0) words = tr("%1, sector %L2").arg(words).arg(sector_ + 1);
    if (choice_->chosen(row) == option) words = tr("%1, chosen").arg(words);
    announceItem(*this, why.isEmpty() ? words : tr("%1. Not allowed: %2").arg(words, why));
}

void CutRowsView::focusInEvent(QFocusEvent* event) {
    MomentView::focusInEvent(event);
    update();
}

void CutRowsView::focusOutEvent(QFocusEvent* event) {
    MomentView::focusOutEvent(event);
    update();
}

bool CutRowsView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !choice_) return MomentView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const Place* place = placeAt(help->pos());
    if (!place) return true;
    const CutChoice::Row& row = choice_->rows()[place->row];
    QString words;
    if (place->option >= 0) {
        words = choice_->whyNot(row, place->option, place->sector);
    } else {
        const CrashPoint::Sector& sector = choice_->point()->sectors()[row.firstSector + static_cast<std::uint32_t>(place->sector)];
        const auto version = choice_->versionOf(row.firstSector + static_cast<std::uint32_t>(place->sector));
        words = tr("sector at %1: %2").arg(offsetText(sector.start), row.options[static_cast<qsizetype>(version)]);
    }
    if (!words.isEmpty()) QToolTip::showText(help->globalPos(), words, this);
    return true;
}

// ---- painting -----------------------------------------------------------------------------------------------------------------

void CutRowsView::paintEvent(QPaintEvent* event) {
    if (!choice_) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const Line& line = lines_[i];
        if (!line.heading.isEmpty()) {
            painter.setFont(look().mono(12));
            painter.setPen(theme().muted);
            painter.drawText(QRectF(0, line.headingTop, width(), look().px(kHeading)), Qt::AlignVCenter, line.heading);
        }
        if (!event->rect().intersects(line.rect.toAlignedRect())) continue;
        if (hasFocus() && i == row_) {
            painter.setPen(QPen(theme().blue, 1.3));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(line.rect.adjusted(0.75, 0, -0.75, 0), look().px(4), look().px(4));
        }
        const QFont font = look().sans(12.5);
        painter.setFont(font);
        painter.setPen(theme().ink);
        const QRectF title(look().px(4), line.rect.top(), width() - look().px(8), look().px(kTitle));
        painter.drawText(title, Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(choice_->rows()[i].title, Qt::ElideMiddle, title.width()));
    }
    for (const Place& place : places_) {
        if (!event->rect().intersects(place.rect.toAlignedRect())) continue;
        if (place.option >= 0) paintOption(painter, place);
        else paintCell(painter, place);
    }
}

/// Chosen: filled, green for what a write left and grey for what was there before. Not allowed: dashed.
void CutRowsView::paintOption(QPainter& painter, const Place& place) const {
    const CutChoice::Row& row = choice_->rows()[place.row];
    const bool on = choice_->chosen(row) == place.option;
    const bool allowed = on || choice_->whyNot(row, place.option).isEmpty();
    const bool at = hasFocus() && place.row == row_ && place.option == option_;
    QPen pen(at ? theme().blue : on && place.option > 0 ? theme().live : theme().line, at ? 1.6 : 1);
    if (!allowed) pen.setDashPattern({2, 3});
    painter.setPen(pen);
    painter.setBrush(!on ? QBrush(theme().card) : QBrush(place.option > 0 ? theme().live : theme().dead));
    painter.drawRoundedRect(place.rect.adjusted(0.75, 0.75, -0.75, -0.75), look().px(5), look().px(5));
    QFont font = look().sans(12);
    painter.setFont(font);
    painter.setPen(on ? place.option > 0 ? theme().onLive : theme().onDead : allowed ? theme().ink : theme().muted);
    const QRectF text = place.rect.adjusted(look().px(7), 0, -look().px(6), 0);
    painter.drawText(text, Qt::AlignVCenter, QFontMetricsF(font).elidedText(row.options[place.option], Qt::ElideRight, text.width() + 1));
}

void CutRowsView::paintCell(QPainter& painter, const Place& place) const {
    const CutChoice::Row& row = choice_->rows()[place.row];
    const std::uint32_t version = choice_->versionOf(row.firstSector + static_cast<std::uint32_t>(place.sector));
    const bool newest = static_cast<qsizetype>(version) + 1 == row.options.size();
    const QRectF box = place.rect.adjusted(0.5, 0.5, -1, -0.5);
    if (version == 0) {
        QPen pen(theme().rust, 1);
        pen.setDashPattern({2, 2});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
    } else {
        painter.setPen(newest ? QPen(Qt::NoPen) : QPen(theme().live, 1));
        painter.setBrush(newest ? QBrush(theme().live) : QBrush(theme().live, Qt::BDiagPattern));
    }
    painter.drawRect(box);
    if (!hasFocus() || place.row != row_ || place.sector != sector_) return;
    painter.setPen(QPen(theme().blue, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
}

}  // namespace vitrine::ui
