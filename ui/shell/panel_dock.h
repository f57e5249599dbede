// A panel as a dock that looks like its card alone: the card's title row is what one drags, and two small buttons, to let it
// float and to close it, show while the pointer is there or the panel has the keyboard.
#pragma once

#include <QDockWidget>

#include "ui/panels/panel_registry.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class PanelDock : public QDockWidget {
    Q_OBJECT
  public:
    /// `look`, `bridge` and `info` outlive the dock. The panel is made at once unless it is costly.
    PanelDock(Look& look, Bridge& bridge, const PanelInfo& info, QWidget* parent);
    const PanelInfo& info() const { return info_; }
    /// Null until a costly panel was first shown.
    QWidget* panel() const { return panel_; }
    void makePanel();
    /// Where the title row can be taken hold of, in the dock's coordinates.
    QPoint handle() const;

  Q_SIGNALS:
    void panelMade(QWidget* panel);

  protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    class Room;  // stands in for a part of the panel in the dock's layout
    void place();
    void showControls();

    Look& look_;
    Bridge& bridge_;
    const PanelInfo& info_;
    QWidget* panel_ = nullptr;
    Card* card_ = nullptr;  // the panel, where it has a title row
    Room* title_;
    Room* body_;
    QWidget* controls_;
    bool hovered_ = false;
};

}  // namespace vitrine::ui
