#include "ui/shell/panel_docks.h"

#include <QAction>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDataStream>
#include <QEvent>
#include <QProxyStyle>
#include <QSettings>
#include <QTabBar>
#include <algorithm>

#include "ui/shell/layouts.h"

namespace vitrine::ui {
namespace {

/// Paper between the docks, as wide as between all cards.
class DocksStyle : public QProxyStyle {
  public:
    explicit DocksStyle(const Look& look) : look_(look) {}
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override {
        return metric == PM_DockWidgetSeparatorExtent ? look_.px(10) : QProxyStyle::pixelMetric(metric, option, widget);
    }
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override {
        if (element != PE_IndicatorDockWidgetResizeHandle) QProxyStyle::drawPrimitive(element, option, painter, widget);
    }

  private:
    const Look& look_;
};

QByteArray unsealed(const QByteArray& kept) {
    const QByteArray state = kept.mid(QCryptographicHash::hashLength(QCryptographicHash::Sha1));
    return sealedState(state) == kept ? state : QByteArray();
}

/// As a state holds names.
QByteArray utf16Of(const QString& name) {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << name;
    return bytes;
}

struct Placed {
    PanelDock* dock;
    PanelPlace place;
};

}  // namespace

QByteArray sealedState(const QByteArray& state) {
    return QCryptographicHash::hash(state, QCryptographicHash::Sha1) + state;
}

PanelDocks::PanelDocks(Look& look, Bridge& bridge, QSettings* settings, QWidget* parent)
    : QMainWindow(parent), look_(look), settings_(settings), layout_(Layout::bytes) {
    setObjectName(QStringLiteral("panelDocks"));
    setWindowFlags(Qt::Widget);  // a part of the window
    auto* style = new DocksStyle(look);
    style->setParent(this);
    setStyle(style);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | (look.animated() ? AnimatedDocks : DockOption()));
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    for (const PanelInfo& info : panelRegistry()) {
        auto* dock = new PanelDock(look, bridge, info, this);
        docks_ << dock;
        addDockWidget(Qt::LeftDockWidgetArea, dock);
        QAction* toggle = dock->toggleViewAction();
        toggle->setObjectName(QStringLiteral("panel.") + QLatin1String(info.id));
        toggles_ << toggle;
        connect(dock, &PanelDock::panelMade, this, [this, dock] { Q_EMIT panelMade(*dock); });
        connect(toggle, &QAction::triggered, dock, [dock](bool on) {
            if (on) dock->raise();  // out of the tabs behind which it stands
        });
    }
    connect(&look, &Look::changed, this, &PanelDocks::restyle);
    judgeTimer_.setSingleShot(true);
    judgeTimer_.setInterval(0);
    connect(&judgeTimer_, &QTimer::timeout, this, &PanelDocks::judgeRoom);
    if (!restore(layout_)) arrange(layout_);
}

PanelDocks::~PanelDocks() {
    saveLayout();
}

QWidget* PanelDocks::panel(const char* id) const {
    for (const PanelDock* dock : docks_)
        if (qstrcmp(dock->info().id, id) == 0) return dock->panel();
    return nullptr;
}

// ---- layouts ---------------------------------------------------------------------------------------------------------------

void PanelDocks::showLayout(Layout layout) {
    if (layout == layout_) return;
    saveLayout();
    layout_ = layout;
    setUpdatesEnabled(false);
    if (!restore(layout)) arrange(layout);
    setUpdatesEnabled(true);
}

void PanelDocks::resetLayout() {
    states_.remove(layout_);
    if (settings_) settings_->remove(key(layout_));
    arrange(layout_);
}

void PanelDocks::saveLayout() {
    states_[layout_] = saveState(kStateVersion);
    if (settings_) settings_->setValue(key(layout_), sealedState(states_[layout_]));
}

QString PanelDocks::key(Layout layout) const {
    return QStringLiteral("layouts/") + QLatin1String(infoOf(layout).word);
}

bool PanelDocks::restore(Layout layout) {
    QByteArray state = states_.value(layout);
    if (state.isEmpty() && settings_) state = unsealed(settings_->value(key(layout)).toByteArray());
    if (state.isEmpty()) return false;
    if (!restoreState(state, kStateVersion)) return false;
    away_ = nullptr;
    // A panel that came to the program after the state was kept waits where it can be opened.
    for (PanelDock* dock : docks_) {
        if (!state.contains(utf16Of(dock->objectName())))
            putAway(dock);
        else if (!dock->isHidden())
            dock->makePanel();
    }
    return true;
}

/// Closed, with a place at the right for when it is opened; all of these share it, as tabs.
void PanelDocks::putAway(PanelDock* dock) {
    addDockWidget(Qt::RightDockWidgetArea, dock);
    if (away_ && away_ != dock) tabifyDockWidget(away_, dock);
    else away_ = dock;
    dock->hide();
}

void PanelDocks::arrange(Layout layout) {
    away_ = nullptr;
    std::vector<Placed> placed;
    for (PanelDock* dock : docks_) {
        if (dock->isFloating()) dock->setFloating(false);
        removeDockWidget(dock);
        const auto& places = dock->info().places;
        const auto place = std::ranges::find(places, layout, &PanelPlace::layout);
        if (place != places.end())
            placed.push_back({dock, *place});
        else
            putAway(dock);
    }
    std::ranges::sort(placed, [](const Placed& one, const Placed& two) {
        return std::tie(one.place.column, one.place.row, one.place.part) <
               std::tie(two.place.column, two.place.row, two.place.part);
    });
    // First the columns, then their rows, then the parts of these: each is split off from the one before it.
    const auto splitAlong = [&](Qt::Orientation along, auto begins, auto follows) {
        const Placed* before = nullptr;
        for (const Placed& one : placed) {
            if (!begins(one.place)) continue;
            if (before && follows(before->place, one.place)) splitDockWidget(before->dock, one.dock, along);
            before = &one;
        }
    };
    if (!placed.empty()) addDockWidget(Qt::LeftDockWidgetArea, placed.front().dock);
    const auto first = [](int number) { return number == 0; };
    splitAlong(
        Qt::Horizontal, [&](const PanelPlace& p) { return first(p.row) && first(p.part); },
        [](const PanelPlace&, const PanelPlace&) { return true; });
    splitAlong(
        Qt::Vertical, [&](const PanelPlace& p) { return first(p.part); },
        [](const PanelPlace& a, const PanelPlace& b) { return a.column == b.column; });
    splitAlong(
        Qt::Horizontal, [](const PanelPlace&) { return true; },
        [](const PanelPlace& a, const PanelPlace& b) { return a.column == b.column && a.row == b.row; });
    QList<QDockWidget*> docks;
    QList<int> widths, heights;
    for (const Placed& one : placed) {
        one.dock->makePanel();
        one.dock->show();
        docks << one.dock;
        widths << look_.px(one.place.width);
        heights << look_.px(one.place.height);
    }
    resizeDocks(docks, widths, Qt::Horizontal);
    resizeDocks(docks, heights, Qt::Vertical);
    if (layout == Layout::learn && height() < look_.px(kLeastForThree)) shareRoom("bytes", "index");
}

/// In a low window three views above each other would all be too low to be read: two of them take turns.
void PanelDocks::shareRoom(const char* front, const char* behind) {
    const auto named = [this](const char* id) {
        return std::ranges::find_if(docks_, [id](const PanelDock* dock) { return std::string_view(dock->info().id) == id; });
    };
    const auto one = named(front), other = named(behind);
    if (one == docks_.end() || other == docks_.end()) return;
    tabifyDockWidget(*one, *other);
    (*one)->raise();
}

// ---- room --------------------------------------------------------------------------------------------------------------------

/// Docks that may not become smaller cover each other where there is too little room for all.
bool PanelDocks::anyCovered() const {
    QList<QRect> taken;
    for (const PanelDock* dock : docks_) {
        if (dock->isHidden() || dock->isFloating() || !dock->visibleRegion().boundingRect().isValid()) continue;
        const QRect place = dock->geometry();
        if (!rect().contains(place)) return true;
        if (std::ranges::any_of(taken, [&](const QRect& other) { return other.intersects(place); })) return true;
        taken << place;
    }
    return false;
}

void PanelDocks::judgeRoom() {
    if (!squeezedAt_.isEmpty() || !anyCovered()) return;
    squeezedAt_ = size();
    for (PanelDock* dock : docks_) dock->setSqueezed(true);
}

void PanelDocks::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    if (!squeezedAt_.isEmpty() && (width() > squeezedAt_.width() || height() > squeezedAt_.height())) {
        squeezedAt_ = {};
        for (PanelDock* dock : docks_) dock->setSqueezed(false);
    }
    judgeTimer_.start();
}

bool PanelDocks::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) judgeTimer_.start();
    const bool done = QMainWindow::event(event);
    // Qt makes them while it lays out.
    if (event->type() == QEvent::LayoutRequest)
        for (QTabBar* tabs : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) tabs->setAccessibleName(tr("Panels in one place"));
    return done;
}

void PanelDocks::restyle() {
    setAnimated(look_.animated());
    // Sizes of the style are read again only for this event.
    QEvent changed(QEvent::StyleChange);
    QCoreApplication::sendEvent(this, &changed);
}

}  // namespace vitrine::ui
