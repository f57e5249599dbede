// The base of all painted views: gets moments, reports what the person points at. Views paint a Scene, nothing else.
#pragma once

#include <QWidget>

#include "ui/models/moment.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

class MomentView : public QWidget {
    Q_OBJECT
  public:
    /// `look` outlives the view.
    MomentView(Look& look, QWidget* parent) : QWidget(parent), look_(look) {
        connect(&look_, &Look::changed, this, [this] { lookChanged(); });
    }
    /// Called on every change of cursor, selection or history; cheap when nothing visible changed. Valid until the next.
    void setMoment(const Moment& moment) {
        moment_ = moment;
        momentChanged();
        update();
    }
    const Moment& moment() const { return moment_; }

  Q_SIGNALS:
    void hovered(const vitrine::ui::Selection& selection);  // an empty one when the pointer leaves
    void picked(const vitrine::ui::Selection& selection);   // a click: pin it
    void goTo(vitrine::FactId position);                    // move the cursor
    void commandWanted(const QString& line);                // run a console line, as if typed

  protected:
    virtual void momentChanged() {}
    virtual void lookChanged() {
        updateGeometry();
        update();
    }
    Look& look() const { return look_; }
    const Theme& theme() const { return look_.theme(); }

  private:
    Look& look_;
    Moment moment_;
};

}  // namespace vitrine::ui

Q_DECLARE_METATYPE(vitrine::FactId)
