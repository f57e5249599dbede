// Where the panels stand: docks between the sentence and the timeline. A person moves, tabs, floats and closes them; each
// layout is kept as it was left, and can be had back as it was made.
#pragma once

#include <QMainWindow>
#include <QMap>
#include <QTimer>
#include <functional>

#include "ui/shell/panel_dock.h"

class QSettings;

namespace vitrine::ui {

class PanelDocks : public QMainWindow {
    Q_OBJECT
  public:
    static constexpr int kLeastForThree = 560;  // px at scale 1: of the Learn layout's middle column
    static constexpr int kStateVersion = 1;  // of kept layouts; those of another are ignored

    /// `look` and `bridge` outlive it. `settings` keeps the layouts and outlives it, too; without it nothing is kept
    /// behind the end of the window.
    PanelDocks(Look& look, Bridge& bridge, QSettings* settings, QWidget* parent);
    /// Saves the layout shown.
    ~PanelDocks() override;

    void showLayout(Layout layout);
    Layout shownLayout() const { return layout_; }
    /// As the layout was made.
    void resetLayout();
    /// Keeps the layout shown as it is now.
    void saveLayout();

    const QList<PanelDock*>& docks() const { return docks_; }
    /// The panel of that id, null while it was not made.
    QWidget* panel(const char* id) const;
    /// One for each panel, checked while it is open: "panel.bytes".
    QList<QAction*> toggles() const { return toggles_; }

  Q_SIGNALS:
    /// A panel is there from now on, the costly ones when they are first shown. Those made with the window are told of by
    /// docks().
    void panelMade(const vitrine::ui::PanelDock& dock);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void arrange(Layout layout);
    void shareRoom(const char* front, const char* behind);
    void putAway(PanelDock* dock);
    bool restore(Layout layout);
    void restyle();
    void judgeRoom();
    bool anyCovered() const;
    QString key(Layout layout) const;

    Look& look_;
    QSettings* settings_;
    QList<PanelDock*> docks_;
    PanelDock* away_ = nullptr;  // the first that is closed in this layout: others join its place
    QList<QAction*> toggles_;
    QMap<Layout, QByteArray> states_;  // as they were left
    Layout layout_;
    QTimer judgeTimer_;
    QSize squeezedAt_;  // how large the room was when the panels had to give way; empty while they need not
};

/// A state as settings keep it: Qt reads a damaged one as far as it can, so a digest in front says whether it is whole.
QByteArray sealedState(const QByteArray& state);

}  // namespace vitrine::ui
