#include "ui/panels/bench_panel.h"

#include <QFileInfo>
#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>

#include "ui/models/bench_figures.h"

namespace vitrine::ui {
namespace {

constexpr double kLinearRange = 30;  // beyond it the slowest bar would be too short to be compared

}  // namespace

BenchPanel::BenchPanel(Look& look, const QString& program, QWidget* parent)
    : QWidget(parent), look_(look), process_(program) {
    setObjectName(QStringLiteral("benchPanel"));
    setup_ = new BenchSetup(look, this);
    auto* columns = new QSplitter(Qt::Horizontal, this);
    columns->setObjectName(QStringLiteral("benchColumns"));
    columns->setChildrenCollapsible(false);
    columns->addWidget(setup_);
    columns->addWidget(makeResults());
    columns->setStretchFactor(0, 0);
    columns->setStretchFactor(1, 1);
    columns->setSizes({look.px(350), look.px(1220)});
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(columns);
    connectProcess();
    connect(&look, &Look::changed, this, &BenchPanel::restyle);
    restyle();
    chooseKind(BenchPlot::Kind::rates);
    say({}, false);
    plot_->setReport(nullptr, emptyHint());
}

QString BenchPanel::emptyHint() {
    return tr("Choose at the left and press Measure, or open a report that was saved.");
}

QWidget* BenchPanel::makeResults() {
    plotCard_ = new Card(look_, tr("Results"), this);
    plotCard_->setObjectName(QStringLiteral("benchPlotCard"));
    note_ = new QLabel(plotCard_);
    note_->setObjectName(QStringLiteral("benchNote"));
    note_->setWordWrap(true);
    note_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    plot_ = new BenchPlot(look_, plotCard_);
    plotCard_->body()->addWidget(note_);
    plotCard_->body()->addWidget(plot_, 1);
    addKinds();
    tableCard_ = new Card(look_, tr("In figures"), this);
    tableCard_->setObjectName(QStringLiteral("benchTableCard"));
    table_ = new BenchTable(look_, tableCard_);
    tableCard_->body()->addWidget(table_, 1);
    const auto add = [this](const char* name, const QString& text, const QString& tip, void (BenchPanel::*act)()) {
        auto* button = new FlatButton(look_, text, FlatButton::Kind::plain, tableCard_);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(tip);
        tableCard_->addToTitleRow(button);
        connect(button, &QPushButton::clicked, this, act);
        small_ << button;
        return button;
    };
    add("benchOpen", tr("Open…"), tr("Show a report that was saved"), &BenchPanel::open);
    save_ = add("benchSave", tr("Save…"), tr("Save the whole report as JSON"), &BenchPanel::saveReport);
    savePlot_ = add("benchSavePlot", tr("Save plot…"), tr("Save the plot as PNG, SVG or PDF"), &BenchPanel::savePlot);
    for (FlatButton* button : {save_, savePlot_}) button->setEnabled(false);
    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->setObjectName(QStringLiteral("benchRows"));
    rows->setChildrenCollapsible(false);
    rows->addWidget(plotCard_);
    rows->addWidget(tableCard_);
    rows->setSizes({look_.px(430), look_.px(330)});
    return rows;
}

void BenchPanel::addKinds() {
    const auto add = [this](const char* name, const QString& text, const QString& tip) {
        auto* button = new FlatButton(look_, text, FlatButton::Kind::plain, plotCard_);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(tip);
        button->setCheckable(true);
        plotCard_->addToTitleRow(button);
        small_ << button;
        return button;
    };
    keysChoice_ = add("benchKeysChoice", {}, tr("The workload that is shown"));
    keysChoice_->setCheckable(false);
    keysChoice_->setIconName(QStringLiteral("chevron-down"), true);
    auto* menu = new QMenu(keysChoice_);
    menu->setObjectName(QStringLiteral("benchKeysMenu"));
    connect(keysChoice_, &QPushButton::clicked, this,
            [this, menu] { menu->popup(keysChoice_->mapToGlobal(QPoint(0, keysChoice_->height()))); });
    linear_ = add("benchLinear", tr("Bars from 0"),
                  tr("An axis from 0, instead of one on which equal ratios are equally far apart"));
    connect(linear_, &QPushButton::toggled, plot_, &BenchPlot::setLinear);
    using Kind = BenchPlot::Kind;
    const auto addKind = [&](Kind kind, const char* name, const QString& text, const QString& tip) {
        kinds_ << add(name, text, tip);
        connect(kinds_.last(), &QPushButton::clicked, this, [this, kind] { chooseKind(kind); });
    };
    addKind(Kind::rates, "benchRates", tr("Rates"), tr("Operations a second, with the slowest and the fastest round"));
    addKind(Kind::latency, "benchLatency", tr("Latency"),
            tr("How long an operation takes: the usual, the rare and the longest"));
    addKind(Kind::keys, "benchOverKeys", tr("Over keys"),
            tr("How the time of an operation grows with the number of keys"));
}

void BenchPanel::connectProcess() {
    connect(&process_, &BenchProcess::stateChanged, this, &BenchPanel::showState);
    connect(&process_, &BenchProcess::progressed, this, [this](const BenchProgressLine& line) {
        setup_->setProgress(line);
        Q_EMIT progressChanged(QStringLiteral("%1/%2").arg(line.at).arg(line.total), setup_->share());
    });
    connect(&process_, &BenchProcess::listed, this, &BenchPanel::takeCatalog);
    connect(&process_, &BenchProcess::measured, this, &BenchPanel::takeMeasured);
    connect(&process_, &BenchProcess::failed, this, [this](const QString& sentence) { setup_->say(sentence, true); });
    connect(setup_, &BenchSetup::listWanted, &process_, &BenchProcess::list);
    connect(setup_, &BenchSetup::measureWanted, &process_, [this] { process_.measure(setup_->choice()); });
    connect(setup_, &BenchSetup::cancelWanted, &process_, &BenchProcess::cancel);
}

void BenchPanel::showState() {
    using State = BenchProcess::State;
    const State state = process_.state();
    setup_->setState(state);
    if (state == State::idle) Q_EMIT progressChanged({}, 0);
    if (!report_)
        plot_->setReport(nullptr, state == State::measuring
                                      ? tr("The results come when the run has ended, or was cancelled.")
                                      : emptyHint());
    if (report_ && state == State::measuring) {
        say(tr("The report of %1, still shown while the next is measured.")
                .arg(reportTime(*report_, QDateTime::currentDateTime())),
            false);
        stale_ = true;
    } else if (state == State::idle && stale_) {
        say({}, false);
    }
}

void BenchPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    process_.list();  // nothing while it measures; else what was missing may be there now
}

// ---- results -------------------------------------------------------------------------------------------------------------

void BenchPanel::takeCatalog(const QByteArray& json) {
    const auto catalog = readBenchCatalog(json, process_.program());
    if (!catalog) return setup_->say(QString::fromStdString(describe(catalog.error())), true);
    setup_->say({}, false);
    setup_->setCatalog(*catalog);
}

void BenchPanel::takeMeasured(const QByteArray& json) {
    const auto report = readBenchReport(json, tr("What %1 printed").arg(process_.program()));
    if (!report) return setup_->say(QString::fromStdString(describe(report.error())), true);
    showReport(*report);
}

void BenchPanel::showReport(const BenchReport& report) {
    report_ = std::make_shared<const BenchReport>(report);
    const auto [made, asked] = report.measurements();
    say(report.cancelled ? tr("Cancelled: %1 of %2 measurements were made until then, and are shown.")
                               .arg(countText(made), countText(asked))
                         : QString(),
        false);
    plotCard_->setSubtitle(reportLine(report));
    plotCard_->setToolTip(reportLine(report));
    tellSource();
    table_->setReport(report_);
    linear_->setChecked(report.rateRange() < kLinearRange);
    plot_->setReport(report_);
    fillKeysMenu();
    chooseKind(plot_->kind());
    for (FlatButton* button : {save_, savePlot_}) button->setEnabled(true);
}

/// Which report it is: a file's, or that of a run in this window.
void BenchPanel::tellSource() {
    const QString rounds =
        report_->rounds > 1 ? tr("medians of %1 rounds, engines in turns").arg(report_->rounds) : tr("one round");
    const QString made = reportTime(*report_, QDateTime::currentDateTime());
    const QString source = report_->file.isEmpty()
                               ? tr("measured here at %1").arg(made)
                               : tr("%1, of %2").arg(QFileInfo(report_->file).fileName(), made);
    tableCard_->setSubtitle(rounds + QStringLiteral(" · ") + source);
    tableCard_->setToolTip(report_->file.isEmpty() ? source : QFileInfo(report_->file).absoluteFilePath());
}

void BenchPanel::chooseKind(BenchPlot::Kind kind) {
    plot_->setKind(kind);
    for (int i = 0; i < kinds_.size(); ++i) kinds_[i]->setChecked(i == static_cast<int>(kind));
    linear_->setVisible(kind != BenchPlot::Kind::latency);
    linear_->setText(kind == BenchPlot::Kind::rates ? tr("Bars from 0") : tr("From 0"));
    keysChoice_->setVisible(kind == BenchPlot::Kind::keys && report_ && !BenchPlot::keysChoices(*report_).isEmpty());
    const QString titles[] = {tr("Rates"), tr("Latency"), tr("Time over keys")};
    plotCard_->setTitle(report_ ? titles[static_cast<int>(kind)] : tr("Results"));
}

void BenchPanel::fillKeysMenu() {
    auto* menu = findChild<QMenu*>(QStringLiteral("benchKeysMenu"));
    menu->clear();
    const QStringList choices = BenchPlot::keysChoices(*report_);
    keysChoice_->setText(choices.value(0));
    plot_->setKeysChoice(choices.value(0));
    for (const QString& choice : choices)
        connect(menu->addAction(choice), &QAction::triggered, this, [this, choice] {
            keysChoice_->setText(choice);
            plot_->setKeysChoice(choice);
        });
}

void BenchPanel::say(const QString& sentence, bool bad) {
    note_->setText(sentence);
    note_->setVisible(!sentence.isEmpty());
    bad_ = bad;
    stale_ = false;
    QPalette palette = note_->palette();
    palette.setColor(QPalette::WindowText, bad ? look_.theme().rust : look_.theme().muted);
    note_->setPalette(palette);
}

// ---- files -----------------------------------------------------------------------------------------------------------------

void BenchPanel::askForFile(const QString& title, const QStringList& filters, bool save,
                            std::function<void(const QString&)> then) {
    auto* dialog = new QFileDialog(this, title);
    dialog->setObjectName(QStringLiteral("benchFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setNameFilters(filters);
    const auto addEnd = [dialog] {
        // "PNG (*.png)": a name without an end gets that of the filter.
        dialog->setDefaultSuffix(dialog->selectedNameFilter().section(QStringLiteral("*."), 1).chopped(1));
    };
    if (save) addEnd();
    if (save) connect(dialog, &QFileDialog::filterSelected, dialog, addEnd);
    connect(dialog, &QFileDialog::fileSelected, this, std::move(then));
    dialog->open();
}

void BenchPanel::open() {
    askForFile(tr("Open a report"), {tr("Reports (*.json)"), tr("All files (*)")}, false, [this](const QString& path) {
        const auto report = readBenchFile(path);
        if (!report) return say(QString::fromStdString(describe(report.error())), true);
        showReport(*report);
    });
}

void BenchPanel::saveReport() {
    askForFile(tr("Save the report"), {tr("JSON (*.json)")}, true, [this](const QString& path) {
        QSaveFile file(path);
        const bool saved =
            file.open(QIODevice::WriteOnly) && file.write(report_->json) == report_->json.size() && file.commit();
        say(saved ? tr("Saved as %1.").arg(path) : tr("%1 cannot be written: %2.").arg(path, file.errorString()),
            !saved);
    });
}

void BenchPanel::savePlot() {
    askForFile(tr("Save the plot"), {tr("PNG (*.png)"), tr("SVG (*.svg)"), tr("PDF (*.pdf)")}, true,
               [this](const QString& path) {
                   const Status saved = plot_->save(path);
                   say(saved ? tr("Saved as %1.").arg(path) : QString::fromStdString(describe(saved.error())), !saved);
               });
}

void BenchPanel::restyle() {
    for (QSplitter* splitter : findChildren<QSplitter*>()) splitter->setHandleWidth(look_.px(10));
    for (FlatButton* button : small_) button->setFixedHeight(look_.px(24));
    note_->setFont(look_.sans(13));
    const bool stale = stale_;
    say(note_->text(), bad_);
    stale_ = stale;
}

}  // namespace vitrine::ui
