#include "ui/shell/help_sheet.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "core/session/session.h"

namespace vitrine::ui {
namespace {

constexpr int kBothWidth = 1400, kBothHeight = 820;  // at scale 1: less than that has two pages
constexpr double kRow = 27, kLeastRow = 18;          // pixels at scale 1
constexpr double kLeastCommand = 1.6 * kLeastRow;    // two lines

/// How many pages the commands take where a page is so high.
qsizetype commandPages(const Look& look, double height) {
    const auto most = std::max<qsizetype>(2, 2 * static_cast<qsizetype>(height / look.px(kLeastCommand)));
    return (static_cast<qsizetype>(commandHelp().size()) + most - 1) / most;
}

}  // namespace

HelpSheet::HelpSheet(Look& look, const Actions& actions, QWidget* window)
    : QWidget(window), look_(look), actions_(actions) {
    setObjectName(QStringLiteral("helpSheet"));
    setAccessibleName(tr("Keys and commands"));
    window->installEventFilter(this);
    hide();
    connect(&look, &Look::changed, this, [this] { update(); });
}

void HelpSheet::toggle() {
    page_ = 0;
    QStringList lines;
    for (const Row& row : keyRows()) lines << (row.keys.isEmpty() ? row.what : row.keys + QStringLiteral(": ") + row.what);
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
    setVisible(isHidden());
    setGeometry(parentWidget()->rect());
    raise();
}

bool HelpSheet::onOneSheet() const {
    return width() >= look_.px(kBothWidth) && height() >= look_.px(kBothHeight);
}

int HelpSheet::pageCount() const {
    return onOneSheet() ? 1 : static_cast<int>(keyPages().size() + commandPages(look_, room().height()));
}

bool HelpSheet::take(const QKeyEvent& event) {
    const int key = event.key();
    if (key == Qt::Key_Escape) return hide(), true;
    const bool on = key == Qt::Key_Right || key == Qt::Key_PageDown || key == Qt::Key_Space || key == Qt::Key_Tab;
    const bool back = key == Qt::Key_Left || key == Qt::Key_PageUp;
    if (!on && !back) return false;
    const int pages = pageCount();
    page_ = (page_ + (on ? 1 : pages - 1)) % pages;
    update();
    return true;
}

bool HelpSheet::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void HelpSheet::mousePressEvent(QMouseEvent*) {
    hide();
}

// ---- what it says ------------------------------------------------------------------------------------------------------------

QList<HelpSheet::Row> HelpSheet::keyRows() const {
    QList<Row> rows;
    const auto addGroup = [&](const QString& title, const QList<QAction*>& actions) {
        QList<Row> group;
        for (const QAction* action : actions)
            if (const QString keys = Actions::keysText(*action); !keys.isEmpty())
                group << Row{actions_.isHeld(*action) ? tr("hold %1").arg(keys) : keys,
                             QString(action->text()).remove(QLatin1Char('&'))};
        if (!group.isEmpty()) rows << Row{{}, title} << group;
    };
    for (const ActionGroup group : {ActionGroup::steps, ActionGroup::questions, ActionGroup::find, ActionGroup::database, ActionGroup::file,
                                    ActionGroup::view, ActionGroup::layouts, ActionGroup::help})
        addGroup(groupTitle(group), actions_.of(group));
    QList<QAction*> offered;
    for (QAction* action : actions_.all())
        if (actions_.groupOf(*action) == ActionGroup::panels) offered << action;
    addGroup(groupTitle(ActionGroup::panels), offered);
    rows << Row{{}, tr("In fields and views")}
         << Row{QStringLiteral("Tab  Enter"), tr("To the next field or view; press, point at")}
         << Row{QStringLiteral("↑  ↓"), tr("Walk records, slots; earlier lines")}
         << Row{tr("Ctrl+wheel"), tr("Zoom the timeline")};
    return rows;
}

QList<QList<HelpSheet::Row>> HelpSheet::keyPages() const {
    const QList<Row> rows = keyRows();
    if (onOneSheet()) return {rows};
    const auto most = std::max<qsizetype>(8, 2 * static_cast<qsizetype>(room().height() / look_.px(kLeastRow)) - 2);
    // Alike full, so that no page holds a last row alone.
    const qsizetype pages = (rows.size() + most - 1) / most, each = (rows.size() + pages - 1) / pages;
    QList<QList<Row>> parted;
    for (qsizetype from = 0; from < rows.size();) {
        qsizetype end = std::min(from + each, rows.size());
        if (end < rows.size() && rows[end - 1].keys.isEmpty()) --end;  // a heading stays with what it heads
        if (parted.size() == pages - 1) end = rows.size();
        parted << rows.mid(from, end - from);
        from = end;
    }
    return parted;
}

void HelpSheet::paintKeys(QPainter& painter, const QRectF& room, const QList<Row>& rows) {
    const double gap = look_.px(28), columnWidth = (room.width() - gap) / 2;
    const auto perColumn = (rows.size() + 2) / 2;  // a heading that would end a column goes to the next
    const double pitch = std::min<double>(look_.px(kRow), room.height() / static_cast<double>(perColumn));
    fitted_ = fitted_ && pitch >= look_.px(kLeastRow);
    const double size = std::min(13.0, pitch / look_.scale() * 0.62);
    double x = room.left();
    qsizetype at = 0;
    for (qsizetype i = 0; i < rows.size(); ++i, ++at) {
        const Row& row = rows[i];
        if (x == room.left() && (at == perColumn || (at == perColumn - 1 && row.keys.isEmpty())))
            x += columnWidth + gap, at = 0;
        const double baseline = room.top() + (static_cast<double>(at) + 0.68) * pitch;
        if (row.keys.isEmpty()) {
            painter.setFont(look_.sans(size, QFont::DemiBold));
            painter.setPen(look_.theme().ink);
            painter.drawText(QPointF(x, baseline), row.what);
            continue;
        }
        painter.setFont(look_.mono(size - 1));
        const double wide = painter.fontMetrics().horizontalAdvance(row.keys) + look_.px(12);
        painter.setPen(QPen(look_.theme().line, 1));
        painter.setBrush(look_.theme().paper);
        painter.drawRoundedRect(QRectF(x, baseline - pitch * 0.58, wide, pitch * 0.82), look_.px(4), look_.px(4));
        painter.setPen(look_.theme().ink);
        painter.drawText(QPointF(x + look_.px(6), baseline), row.keys);
        const double whatLeft = std::max<double>(look_.px(150), wide + look_.px(10));
        painter.setFont(look_.sans(size));
        painter.setPen(look_.theme().muted);
        painter.drawText(
            QPointF(x + whatLeft, baseline),
            painter.fontMetrics().elidedText(row.what, Qt::ElideRight, static_cast<int>(columnWidth - whatLeft)));
    }
}

void HelpSheet::paintCommands(QPainter& painter, const QRectF& room) {
    const double gap = look_.px(32);
    const auto all = static_cast<qsizetype>(commandHelp().size());
    const qsizetype pages = onOneSheet() ? 1 : commandPages(look_, room.height());
    const qsizetype each = (all + pages - 1) / pages;
    const qsizetype from = onOneSheet() ? 0 : (page_ - keyPages().size()) * each, end = std::min(all, from + each);
    const auto rows = static_cast<double>((each + 1) / 2);
    const double pitch = std::min<double>(look_.px(42), room.height() / rows);
    fitted_ = fitted_ && pitch >= look_.px(kLeastCommand);
    const double below = std::min<double>(look_.px(17), pitch * 0.44);
    const double columnWidth = (room.width() - gap) / 2;
    double x = room.left(), y = room.top() + pitch * 0.4;
    const auto elided = [&painter](std::string_view view, double width) {
        const QString text = QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
        return painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(width));
    };
    for (qsizetype i = from; i < end; ++i) {
        const CommandHelp& help = commandHelp()[static_cast<std::size_t>(i)];
        if (i - from == (each + 1) / 2) x += columnWidth + gap, y = room.top() + pitch * 0.4;
        painter.setFont(look_.mono(13));
        painter.setPen(look_.theme().ink);
        painter.drawText(QPointF(x, y), elided(help.form, columnWidth));
        painter.setFont(look_.sans(13));
        painter.setPen(look_.theme().muted);
        painter.drawText(QPointF(x, y + below), elided(help.sentence, columnWidth));
        y += pitch;
    }
}

// ---- the look ----------------------------------------------------------------------------------------------------------------

QRectF HelpSheet::box() const {
    const double margin = look_.px(onOneSheet() ? 40 : 24);
    return QRectF(rect()).adjusted(margin, margin, -margin, -margin);
}

QRectF HelpSheet::room() const {
    return box().adjusted(look_.px(28), look_.px(62), -look_.px(28), -look_.px(18));
}

void HelpSheet::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = look_.theme().paper;
    veil.setAlphaF(0.8F);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(look_.theme().line, 1));
    painter.setBrush(look_.theme().card);
    painter.drawRoundedRect(box(), look_.px(9), look_.px(9));
    const QRectF all = room();
    const auto title = [&](const QString& text, double left) {
        painter.setFont(look_.sans(21, QFont::DemiBold));
        painter.setPen(look_.theme().ink);
        painter.drawText(QPointF(left, box().top() + look_.px(42)), text);
    };
    const QList<QList<Row>> keys = keyPages();
    const bool both = onOneSheet();
    QRectF left = all, right = all;
    if (both) left.setRight(all.center().x() - look_.px(24)), right.setLeft(all.center().x() + look_.px(24));
    page_ = std::min(page_, pageCount() - 1);  // the window may have grown
    fitted_ = true;
    if (page_ < keys.size()) {
        title(tr("Keys"), left.left());
        paintKeys(painter, left, keys[page_]);
    }
    if (both || page_ >= keys.size()) {
        title(tr("Commands"), right.left());
        paintCommands(painter, right);
    }
    paintHint(painter);
}

void HelpSheet::paintHint(QPainter& painter) {
    painter.setFont(look_.sans(13));
    painter.setPen(look_.theme().muted);
    const int pages = pageCount();
    const QString hint = pages == 1          ? tr("Esc closes")
                         : page_ + 1 < pages ? tr("→ next page · Esc closes")
                                             : tr("← previous page · Esc closes");
    painter.drawText(QRectF(box().left(), box().top() + look_.px(24), box().width() - look_.px(28), look_.px(24)),
                     Qt::AlignRight | Qt::AlignVCenter, hint);
}

BlankScreen::BlankScreen(QWidget* window) : QWidget(window) {
    setObjectName(QStringLiteral("blankScreen"));
    hide();
}

void BlankScreen::toggle() {
    setVisible(isHidden());
    setGeometry(parentWidget()->rect());
    raise();
}

void BlankScreen::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), Qt::black);
}
void BlankScreen::mousePressEvent(QMouseEvent*) {
    hide();
}

}  // namespace vitrine::ui
