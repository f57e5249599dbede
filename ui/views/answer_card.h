// One answer of a question: its letter, what it claims, why that might be, and how many hands in the room were raised for it. A
// button: a click, Space or its letter chooses it.
#pragma once

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>

#include "ui/models/prediction.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

class AnswerCard : public QAbstractButton {
    Q_OBJECT
  public:
    /// What is known of it: nothing until the engine has answered.
    enum class Mark { open, right, wrong };

    AnswerCard(Look& look, QChar letter, QWidget* parent = nullptr);
    void show(const PredictionAnswer& answer, bool chosen, Mark mark, bool asking);
    /// `most` is what the bars are drawn to.
    void setHands(int hands, int most);
    QLineEdit* handsField() const { return hands_; }
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

  Q_SIGNALS:
    void handsTyped(int hands);

  protected:
    bool hitButton(const QPoint& at) const override { return asking_ && QAbstractButton::hitButton(at); }
    void paintEvent(QPaintEvent* event) override;

  private:
    void restyle();
    QColor fill() const;
    Look& look_;
    QChar letter_;
    QLabel* value_;
    QLabel* sentence_;
    QLineEdit* hands_;
    QWidget* bar_;  // keeps the room of the bar
    double share_ = 0;
    bool chosen_ = false;
    bool asking_ = true;
    Mark mark_ = Mark::open;
};

}  // namespace vitrine::ui
