// Asks what to record: which view, from which operation to which, how fast, how large, as what. It stands beside the window
// and blocks nothing.
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPointer>
#include <QSpinBox>

#include "ui/shell/recorder.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class RecordDialog : public QDialog {
    Q_OBJECT
  public:
    /// Offers the window and the cards that are visible in it. All outlive it.
    RecordDialog(Look& look, Cursor& cursor, QWidget& window);
    /// What is chosen, without a path; an error says what does not fit.
    Result<Recording> chosen() const;
    QWidget* subject() const;

  Q_SIGNALS:
    void recordWanted(QWidget* subject, const vitrine::ui::Recording& recording);

  private:
    void fill();
    void tellSum();
    void askWhere();

    Look& look_;
    Cursor& cursor_;
    QWidget& window_;
    QList<QPointer<QWidget>> subjects_;
    QComboBox* view_;
    QSpinBox* from_;
    QSpinBox* to_;
    QDoubleSpinBox* speed_;
    QComboBox* size_;
    QComboBox* format_;
    QLabel* sum_;
    FlatButton* record_;
};

}  // namespace vitrine::ui
