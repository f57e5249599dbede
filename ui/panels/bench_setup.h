// What the benchmark is to measure: workloads, engines, sizes and the directory; then how far it is.
#pragma once

#include <QCheckBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollArea>

#include "ui/bridge/bench_process.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class ProgressStrip;

class BenchSetup : public Card {
    Q_OBJECT
  public:
    explicit BenchSetup(Look& look, QWidget* parent = nullptr);
    /// What there is to choose from; what a person had chosen before stays chosen.
    void setCatalog(const BenchCatalog& catalog);
    BenchChoice choice() const;
    void setState(BenchProcess::State state);
    void setProgress(const BenchProgressLine& line);
    /// What is done of the run's work, 0 to 1.
    double share() const;
    /// A sentence above the buttons: why something did not go, or what became of the run. Empty takes it away.
    void say(const QString& sentence, bool bad);
    QString said() const { return message_->text(); }

  Q_SIGNALS:
    void measureWanted();
    void cancelWanted();
    void listWanted();  // what there is to choose from is not known yet

  private:
    QWidget* makeChoices();
    QWidget* makeFields();
    QWidget* makeProgress();
    void addWorkload(const BenchWorkload& workload);
    void addEngine(const QString& name, const QString& about, const QString& whyNot);
    void addRow(QVBoxLayout* column, QCheckBox* box, const QString& about, const QString& tip);
    void checkAll(bool checked);
    void chooseDirectory();
    void judge();
    void restyle();
    QStringList chosen(const QList<QCheckBox*>& boxes) const;

    Look& look_;
    BenchCatalog catalog_;
    BenchProcess::State state_ = BenchProcess::State::idle;
    QScrollArea* scroll_;
    QLabel* workloadsTitle_;
    QLabel* enginesTitle_;
    QLabel* missing_;  // what the grey ones lack
    QVBoxLayout* workloadRows_;
    QVBoxLayout* engineRows_;
    QList<QCheckBox*> workloads_;
    QList<QCheckBox*> engines_;
    QList<QLabel*> abouts_;
    QList<QLabel*> fieldNames_;
    QLineEdit* keys_;
    QLineEdit* rounds_;
    QLineEdit* directory_;
    FlatButton* browse_;
    FlatButton* all_;
    FlatButton* none_;
    QLabel* message_;
    bool bad_ = false;
    QWidget* progress_;
    ProgressStrip* strip_;
    QLabel* doing_;
    QLabel* left_;
    QElapsedTimer since_;  // the first measurement
    std::vector<std::uint64_t> runningKeys_;  // of the run that goes on
    FlatButton* measure_;
    FlatButton* cancel_;
    QLabel* estimate_;
};

}  // namespace vitrine::ui
