#include "ui/panels/plots_panel.h"

#include <QAction>
#include <QButtonGroup>
#include <QFileDialog>
#include <QThreadPool>

#include "ui/export/output_file.h"
#include "ui/panels/connect_view.h"

namespace vitrine::ui {

PlotsPanel::PlotsPanel(Look& look, Bridge& bridge, QWidget* parent) : Card(look, tr("Plots"), parent), look_(look) {
    setObjectName(QStringLiteral("plotsPanel"));
    plot_ = new HistoryPlot(
        look, [&bridge](std::uint64_t from, std::uint64_t to) { return bridge.engine().wallTime(bridge.cursor().shown(), from, to); }, this);
    body()->addWidget(plot_, 1);
    connectMoments(*plot_, bridge.cursor());
    connect(plot_, &HistoryPlot::goTo, &bridge.cursor(), &Cursor::seek);
    auto* group = new QButtonGroup(this);
    const std::array texts = {tr("Amplification"), tr("Sizes"), tr("Latency")};
    const std::array names = {"plotAmplification", "plotSizes", "plotLatency"};
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        choices_[i] = new FlatButton(look, texts[i], FlatButton::Kind::plain, this);
        choices_[i]->setObjectName(QLatin1String(names[i]));
        choices_[i]->setCheckable(true);
        group->addButton(choices_[i], static_cast<int>(i));
        addToTitleRow(choices_[i]);
        connect(choices_[i], &QPushButton::clicked, this, [this, i] { choose(static_cast<HistoryPlot::Kind>(i)); });
    }
    addActions();
    connect(&look, &Look::changed, this, &PlotsPanel::restyle);
    restyle();
    choose(HistoryPlot::Kind::amplification);
}

void PlotsPanel::choose(HistoryPlot::Kind kind) {
    choices_[static_cast<std::size_t>(kind)]->setChecked(true);
    plot_->setKind(kind);
    switch (kind) {
        case HistoryPlot::Kind::amplification:
            return setSubtitle(tr("bytes moved for each byte that was wanted"));
        case HistoryPlot::Kind::sizes:
            return setSubtitle(tr("what the log files hold"));
        case HistoryPlot::Kind::latency:
            return setSubtitle(tr("by the clock, watching included"));
    }
}

void PlotsPanel::addActions() {
    const auto add = [this](const char* name, const QString& text, auto act) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    add("plots.amplification", tr("Plot amplification"), [this] { choose(HistoryPlot::Kind::amplification); });
    add("plots.sizes", tr("Plot sizes"), [this] { choose(HistoryPlot::Kind::sizes); });
    add("plots.latency", tr("Plot latency"), [this] { choose(HistoryPlot::Kind::latency); });
    add("plots.fit", tr("Show the whole plot"), [this] { plot_->fit(); });
    add("plots.csv", tr("Save the plot's numbers as CSV…"), [this] { askWhere(); });
}

void PlotsPanel::askWhere() {
    auto* dialog = new QFileDialog(this, tr("Save the plot's numbers"));
    dialog->setObjectName(QStringLiteral("plotsFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({tr("CSV (*.csv)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &PlotsPanel::saveCsv);
    dialog->open();
}

void PlotsPanel::saveCsv(const QString& path) {
    const Status written = writeWholeFile(path, plot_->csv());
    error_ = written ? QString() : QString::fromStdString(written.error().message);
    setSubtitle(written ? tr("Saved as %1.").arg(path) : error_);
}

void PlotsPanel::restyle() {
    for (FlatButton* choice : choices_) choice->setFixedHeight(look_.px(24));
}

}  // namespace vitrine::ui
