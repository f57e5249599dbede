// The settings, in one calm sheet beside the window. Each change acts at once; there is nothing to confirm.
#pragma once

#include <QDialog>
#include <QFormLayout>
#include <functional>

#include "ui/shell/settings.h"

namespace vitrine::ui {

class SettingsDialog : public QDialog {
    Q_OBJECT
  public:
    /// `look` and `settings` outlive it.
    SettingsDialog(Look& look, Settings& settings, QWidget* parent);

  private:
    void addLook(QFormLayout& form);
    void addLanguage(QFormLayout& form);
    void addPlaying(QFormLayout& form);
    void addQuestions(QFormLayout& form);
    void addLimits(QFormLayout& form);
    /// Shows what the settings are, after they were changed elsewhere.
    void show(std::function<void()> update);
    void restyle();

    Look& look_;
    Settings& settings_;
};

}  // namespace vitrine::ui
