// What the main window shows: the layout, the sentence's answers, and the settings as they change.
#include <QApplication>
#include <QPainter>
#include <QToolTip>

#include "ui/panels/bench_panel.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/cut_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/system_theme.h"

namespace vitrine::ui {

void MainWindow::chooseLayout(Layout layout) {
    if (layout == Layout::projector) {
        Q_EMIT projectorWanted();
        return;
    }
    layout_ = layout;
    docks_->showLayout(layout);
    bar_->setShownLayout(layout);
    showChecks();
    // A benchmark has no moments: its plots take the timeline's room, and its button is the next step.
    timeline_->setVisible(layout != Layout::benchmark);
    fitSentence();
}

/// In the benchmark's layout the sentence is there once it has something to say: of a command that was sent from here.
void MainWindow::fitSentence() {
    const Moment& moment = bridge_.cursor().moment();
    const bool happened = moment.scene && moment.timeline().operationCount() > 0;
    sentence_->setVisible(layout_ != Layout::benchmark || happened || bridge_.state().busy ||
                          sentence_->view()->showsError());
}

void MainWindow::showBenchmark(const BenchReport& report) {
    chooseLayout(Layout::benchmark);
    if (auto* panel = qobject_cast<BenchPanel*>(docks_->panel("benchmark"))) panel->showReport(report);
}

void MainWindow::showAnswer(const QString& line, const CommandResult& result) {
    // A command that failed before it became an operation has no moment of its own.
    if (result.ok || toldByItself(bridge_.cursor().moment(), line)) return sentence_->view()->dropError();
    sentence_->view()->showError(line, errorSentence(result.error), wrongPart(line, result));
    fitSentence();
}

void MainWindow::refuse(const QString& what, const QString& why) {
    sentence_->view()->showError(QString(what).remove(QLatin1Char('&')).remove(QStringLiteral("…")), why);
    fitSentence();
}

void MainWindow::startEmpty() {
    bar_->suggest(0);
    bar_->putButton()->setFocus();
}

void MainWindow::clear() {
    if (help_->isVisible()) return help_->hide();
    if (qobject_cast<QLineEdit*>(QApplication::focusWidget())) return setFocus();
    bridge_.cursor().pause();
    bridge_.cursor().clearSelection();
}

/// "Where is this key?": the index's own box, where there is one to type into, else that of the command bar.
void MainWindow::findKey() {
    auto* box = docks_->findChild<QLineEdit*>(QStringLiteral("whereIs"));
    if (!box || !box->isVisible()) box = bar_->keyField();
    box->selectAll();
    box->setFocus(Qt::ShortcutFocusReason);
}

/// What the disk keeps is chosen where recovery is shown, for the moment that is shown now.
void MainWindow::cutPower() {
    if (const QString why = bridge_.whyNotCutHere(); !why.isEmpty()) return refuse(tr("cut power"), why);
    chooseLayout(Layout::recovery);
    auto* cut = qobject_cast<CutPanel*>(docks_->panel("cut"));
    if (!cut->isVisible()) actions_.find(QStringLiteral("panel.cut"))->trigger();
    cut->chooseHere();
}

// ---- settings ----------------------------------------------------------------------------------------------------------------

MainWindow::Applied MainWindow::applied() const {
    return {settings_.theme(), settings_.scale(), settings_.animations(), settings_.stepsPerSecond(),
            settings_.historyMiB()};
}

void MainWindow::applySettings() {
    const Applied before = applied_;
    applied_ = applied();
    if (applied_.theme != before.theme) {
        Look chosen;
        settings_.applyTo(chosen, systemThemeKind());
        look_.setTheme(chosen.theme().kind);
    }
    if (applied_.scale != before.scale) look_.setScale(applied_.scale);
    if (applied_.animations != before.animations) look_.setAnimated(applied_.animations);
    if (applied_.speed != before.speed) bridge_.cursor().setSpeed(applied_.speed);
    if (applied_.historyMiB != before.historyMiB)
        bridge_.cursor().setMemoryLimit(static_cast<std::size_t>(applied_.historyMiB) << 20);
    showChecks();
    if (const QString complaint = settings_.takeComplaint(); !complaint.isEmpty()) notice_->say(complaint);
}

void MainWindow::zoom(double by) {
    const double scale = by == 0 ? 1.0 : look_.scale() + by;
    settings_.setScale(scale);
    look_.setScale(settings_.scale());
}

bool MainWindow::event(QEvent* event) {
    if (event->type() == QEvent::ThemeChange && settings_.theme() == ThemeChoice::system)
        look_.setTheme(systemThemeKind());
    return QWidget::event(event);
}

void MainWindow::restyle() {
    const int gap = look_.px(10);
    middle_->setContentsMargins(gap, gap, gap, gap / 2);
    middle_->setSpacing(gap);
    QApplication::setPalette(look_.palette());
    QApplication::setFont(look_.sans(13));
    QToolTip::setFont(look_.sans(13));
    setMinimumSize(look_.px(960), look_.px(640));
    showChecks();
    update();
}

void MainWindow::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), look_.theme().paper);
}

}  // namespace vitrine::ui
