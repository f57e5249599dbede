// "Break the engine on purpose": which rules are taken from it. Choosing begins anew, in an empty place on the simulated disk:
// nobody's data is ever in the hands of a broken engine.
#pragma once

#include <QCheckBox>
#include <QDialog>
#include <optional>

#include "ui/bridge/broken_engine.h"
#include "ui/models/broken_words.h"
#include "ui/models/lesson.h"
#include "ui/views/card.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

class BreakSheet : public QDialog {
    Q_OBJECT
  public:
    /// Begins with the rules that are broken at the shown moment.
    BreakSheet(Look& look, Bridge& bridge, QWidget* parent);
    /// Of those that are checked.
    QStringList words() const;

  Q_SIGNALS:
    /// A shipped scenario, with its engine broken as chosen.
    void scenarioWanted(const vitrine::ui::Lesson& lesson);

  private:
    std::optional<Lesson> scenario() const;
    void addRule(const BrokenRule& rule, QBoxLayout& to);
    void say();
    void begin();
    void restyle();

    Look& look_;
    Bridge& bridge_;
    BrokenEngine& engine_;
    QLabel* title_;
    LookLabel* intro_;
    LookLabel* line_;
    LookLabel* directory_;
    QWidget* rules_;
    QList<QCheckBox*> boxes_;
    FlatButton* scenario_;
    FlatButton* begin_;
};

}  // namespace vitrine::ui
