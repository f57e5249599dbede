// What must not be seen yet lies under a hatch that says until when; then its text is there.
#pragma once

#include <QLabel>

#include "ui/theme/theme.h"

namespace vitrine::ui {

/// What stands on the cover while a question waits.
QString coveredUntilAnswered();

class CoveredText : public QLabel {
    Q_OBJECT
  public:
    explicit CoveredText(Look& look, QWidget* parent = nullptr);
    /// `until` is written on the cover; empty: nothing is covered.
    void show(const QString& text, const QString& until);
    bool covered() const { return !until_.isEmpty(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void restyle();
    Look& look_;
    QString until_;
};

}  // namespace vitrine::ui
