#include "ui/views/accessible_views.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWidget>
#include <algorithm>

#include "ui/views/moment_view.h"

namespace vitrine::ui {
namespace {

class PaintedView final : public QAccessibleWidget {
  public:
    explicit PaintedView(QWidget* view) : QAccessibleWidget(view) {}

    /// A view whose records can be walked is a list, one that is only looked at a graphic.
    QAccessible::Role role() const override {
        return widget()->focusPolicy() == Qt::NoFocus ? QAccessible::Graphic : QAccessible::List;
    }
    QString text(QAccessible::Text what) const override {
        if (what == QAccessible::Value) return widget()->accessibleDescription();
        return QAccessibleWidget::text(what);
    }
    QAccessible::State state() const override {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        return state;
    }
};

/// Widgets that paint what they show. Others have Qt's own interfaces.
bool isPainted(const QWidget& widget) {
    static constexpr const char* others[] = {"vitrine::ui::GalleryView", "vitrine::ui::ScrubberView", "vitrine::ui::SizePlot",
                                             "vitrine::ui::BenchPlot", "vitrine::ui::Legend", "vitrine::ui::LegendChip",
                                             "vitrine::ui::OutlineView"};
    if (qobject_cast<const MomentView*>(&widget)) return true;
    return std::ranges::any_of(others, [&](const char* name) { return widget.inherits(name); });
}

QAccessibleInterface* makePainted(const QString&, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    return widget && isPainted(*widget) ? new PaintedView(widget) : nullptr;
}

}  // namespace

void installAccessibleViews() {
    QAccessible::removeFactory(makePainted);
    QAccessible::installFactory(makePainted);
}

void announceItem(QWidget& view, const QString& words) {
    if (view.accessibleDescription() == words) return;
    view.setAccessibleDescription(words);
    QAccessibleValueChangeEvent event(&view, words);
    QAccessible::updateAccessibility(&event);
}

void announceAloud(QWidget& view, const QString& words) {
    if (view.accessibleName() == words) return;
    view.setAccessibleName(words);
    QAccessibleEvent event(&view, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

}  // namespace vitrine::ui
