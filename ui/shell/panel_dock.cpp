#include "ui/shell/panel_dock.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHoverEvent>
#include <QMenu>
#include <QPainter>
#include <algorithm>

namespace vitrine::ui {
namespace {

/// Small and quiet: a glyph, and a tint under the pointer.
class GlyphButton : public QAbstractButton {
  public:
    GlyphButton(Look& look, const QString& icon, const QString& name, QWidget* parent)
        : QAbstractButton(parent), look_(look), icon_(icon) {
        setObjectName(name);
        setFocusPolicy(Qt::NoFocus);  // a view is one focus stop; keys reach these by the palette
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override { return {look_.px(20), look_.px(20)}; }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(underMouse() ? look_.theme().blueTint : look_.theme().card);
        painter.drawRoundedRect(rect(), look_.px(4), look_.px(4));
        const int size = look_.px(12);
        painter.drawPixmap(
            (width() - size) / 2, (height() - size) / 2,
            tintedIcon(icon_, underMouse() ? look_.theme().ink : look_.theme().muted, size, devicePixelRatioF()));
    }

  private:
    Look& look_;
    QString icon_;
};

}  // namespace

/// The panel covers the whole dock, its title row included. Towards the dock's layout two empty widgets of the same sizes
/// stand in for the title bar and for what is below it; the pointer meets the panel, which leaves to the dock what it does
/// not use itself.
class PanelDock::Room : public QWidget {
  public:
    Room(PanelDock& dock, bool title) : QWidget(&dock), dock_(dock), isTitle_(title) {}
    QSize sizeHint() const override { return part(dock_.panel_ ? dock_.panel_->sizeHint() : QSize(0, 0)); }
    QSize minimumSizeHint() const override {
        const QSize least = dock_.panel_ ? dock_.panel_->minimumSizeHint() : QSize(0, 0);
        return part(dock_.squeezed_ ? least / 2 : least);
    }

  private:
    QSize part(const QSize& whole) const {
        const int title = dock_.card_ ? dock_.card_->titleHeight() : 0;
        if (isTitle_) return {0, title};
        return {whole.width(), std::max(0, whole.height() - title)};
    }
    PanelDock& dock_;
    bool isTitle_;
};

PanelDock::PanelDock(Look& look, Bridge& bridge, const PanelInfo& info, QWidget* parent)
    : QDockWidget(panelTitle(info), parent), look_(look), bridge_(bridge), info_(info) {
    setObjectName(QStringLiteral("dock.") + QLatin1String(info.id));
    setAttribute(Qt::WA_Hover);
    title_ = new Room(*this, true);
    body_ = new Room(*this, false);
    setTitleBarWidget(title_);
    setWidget(body_);
    controls_ = new QWidget(this);
    controls_->setObjectName(QStringLiteral("dockControls.") + QLatin1String(info.id));
    controls_->hide();
    auto* row = new QHBoxLayout(controls_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* floats = new GlyphButton(look, QStringLiteral("float"), QStringLiteral("dockFloat.") + QLatin1String(info.id),
                                   controls_);
    auto* closes = new GlyphButton(look, QStringLiteral("cross"), QStringLiteral("dockClose.") + QLatin1String(info.id),
                                   controls_);
    floats->setToolTip(tr("Take the panel out of the window, or put it back"));
    floats->setAccessibleName(floats->toolTip());
    closes->setToolTip(tr("Close the panel; the menu “Panels” brings it back"));
    closes->setAccessibleName(closes->toolTip());
    row->addWidget(floats);
    row->addWidget(closes);
    connect(floats, &QAbstractButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(closes, &QAbstractButton::clicked, this, &QDockWidget::close);
    connect(qApp, &QApplication::focusChanged, this, &PanelDock::showControls);
    connect(this, &QDockWidget::topLevelChanged, this, &PanelDock::place);
    connect(&look_, &Look::changed, this, [this] {
        title_->updateGeometry();
        body_->updateGeometry();
        place();
    });
    if (!info.costly) makePanel();
}

void PanelDock::makePanel() {
    if (panel_) return;
    panel_ = info_.make(look_, bridge_);
    panel_->setParent(this);
    card_ = qobject_cast<Card*>(panel_);
    // What has no title row of its own cannot be taken hold of: it stays where it is.
    if (!card_) setFeatures(DockWidgetClosable);
    body_->setMaximumHeight(panel_->maximumHeight() == QWIDGETSIZE_MAX
                                ? QWIDGETSIZE_MAX
                                : panel_->maximumHeight() - title_->sizeHint().height());
    panel_->installEventFilter(this);
    panel_->show();
    controls_->raise();
    place();
    Q_EMIT panelMade(panel_);
}

void PanelDock::setSqueezed(bool squeezed) {
    if (squeezed_ == squeezed) return;
    squeezed_ = squeezed;
    body_->updateGeometry();
}

QPoint PanelDock::handle() const {
    return {look_.px(20), card_ ? card_->titleHeight() / 2 : 0};
}

void PanelDock::place() {
    if (!panel_ || panel_->parentWidget() != this) return;  // shown alone, in a window of its own, it is as large as that
    // A floating dock is pulled larger by its edges, which must not be covered.
    const int edge = isFloating() ? look_.px(5) : 0;
    panel_->setGeometry(rect().adjusted(edge, edge, -edge, -edge));
    if (!card_) return;
    if (card_->layout()) card_->layout()->activate();
    controls_->adjustSize();
    const QRect room = card_->titleRoom().translated(panel_->pos());
    QPoint at(room.right() - controls_->width() + 1, room.center().y() - controls_->height() / 2);
    // Where the row is full: in the corner, over the end of the legend.
    if (room.width() < controls_->width()) at.setX(panel_->geometry().right() - controls_->width() - look_.px(6));
    controls_->move(at);
}

void PanelDock::showControls() {
    const QWidget* focus = QApplication::focusWidget();
    const bool show = card_ && (hovered_ || (focus && focus != window() && isAncestorOf(focus)));
    if (show) place();
    controls_->setVisible(show);
}

bool PanelDock::event(QEvent* event) {
    const auto hover = [this](bool over) {
        if (hovered_ == over) return;
        hovered_ = over;
        showControls();
    };
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        hover(card_ && static_cast<QHoverEvent*>(event)->position().y() < card_->titleHeight() + look_.px(6));
    if (event->type() == QEvent::HoverLeave) hover(false);
    if (event->type() == QEvent::Show) makePanel();
    return QDockWidget::event(event);
}

bool PanelDock::eventFilter(QObject* watched, QEvent* event) {
    if (watched == panel_ && event->type() == QEvent::LayoutRequest) {
        title_->updateGeometry();
        body_->updateGeometry();
    }
    return QDockWidget::eventFilter(watched, event);
}

void PanelDock::resizeEvent(QResizeEvent* event) {
    QDockWidget::resizeEvent(event);
    place();
}

/// The card paints itself; around a floating one is paper.
void PanelDock::paintEvent(QPaintEvent*) {
    if (!isFloating()) return;
    QPainter painter(this);
    painter.fillRect(rect(), look_.theme().paper);
    painter.setPen(look_.theme().line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void PanelDock::contextMenuEvent(QContextMenuEvent* event) {
    if (!card_ || event->pos().y() > card_->titleHeight()) return QDockWidget::contextMenuEvent(event);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("cardMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(isFloating() ? tr("Put back into the window") : tr("Take out of the window")),
            &QAction::triggered, this, [this] { setFloating(!isFloating()); });
    connect(menu->addAction(tr("Close")), &QAction::triggered, this, &QDockWidget::close);
    menu->addSeparator();
    menu->addActions(panel_->actions());
    menu->popup(event->globalPos());
}

}  // namespace vitrine::ui
