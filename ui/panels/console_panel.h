// The console: "type or click, it is the same". Every command, whoever sent it, with its answer; and a line to type.
#pragma once

#include <QLineEdit>
#include <QStringList>
#include <map>
#include <memory>

#include "ui/bridge/bridge.h"
#include "ui/panels/console_panel_list.h"
#include "ui/views/card.h"

namespace vitrine::ui {

/// The line one types into: Up and Down walk through what was typed before, words are completed.
class ConsoleInput : public QLineEdit {
    Q_OBJECT
  public:
    explicit ConsoleInput(QWidget* parent = nullptr);
    void remember(const QString& line);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QStringList history_;
    int at_ = 0;        // in history_; its size when none of it is shown
    QString unsent_;    // what was being typed before Up was pressed
};

class ConsolePanel : public Card {
    Q_OBJECT
  public:
    ConsolePanel(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    ConsoleList* list() const { return list_; }
    ConsoleInput* input() const { return input_; }
    /// Of the branch that is shown.
    const ConsoleModel& model() const { return *model_; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QWidget* makeSuggestions(Bridge& bridge);
    void restyle();
    void showEmpty();

    Look& look_;
    void showBranch(Bridge& bridge, std::uint32_t history, const QVector<AnsweredLine>& replayed);

    std::map<std::uint32_t, std::unique_ptr<ConsoleModel>> models_;  // by history
    ConsoleModel* model_;
    ConsoleList* list_;
    ConsoleInput* input_;
    QLabel* prompt_;
    QWidget* suggestions_;
};

}  // namespace vitrine::ui
