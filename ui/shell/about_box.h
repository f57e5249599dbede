// What this program is, its version, and under which licences it may be passed on.
#pragma once

#include <QDialog>

#include "ui/theme/theme.h"

namespace vitrine::ui {

class AboutBox : public QDialog {
    Q_OBJECT
  public:
    AboutBox(Look& look, QWidget* parent);
};

}  // namespace vitrine::ui
