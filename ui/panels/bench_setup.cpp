#include "ui/panels/bench_setup.h"

#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "ui/models/bench_figures.h"
#include "ui/views/elided_label.h"

namespace vitrine::ui {
namespace {

// A first run that says something of a put, a get, a scan and a sync within a minute or two.
constexpr std::array kUsualWorkloads = {"fillrandom", "fillsync", "readrandom", "readseq"};
constexpr const char* kUsualKeys = "100000";
constexpr const char* kUsualRounds = "3";

void colour(QLabel* label, const QColor& color) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

/// In as many lines as it needs, broken within a word where that is a path longer than a line.
class WrappedText : public QLabel {
  public:
    explicit WrappedText(QWidget* parent) : QLabel(parent) {
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return static_cast<int>(std::ceil(laidOut(width).first)); }
    QSize minimumSizeHint() const override { return {0, fontMetrics().height()}; }
    QSize sizeHint() const override { return {0, heightForWidth(std::max(1, width()))}; }

  protected:
    void paintEvent(QPaintEvent*) override {
        const auto [tall, layout] = laidOut(width());
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::WindowText));
        layout->draw(&painter, QPointF(0, std::max(0.0, (height() - tall) / 2)));
    }
    void resizeEvent(QResizeEvent* event) override {
        QLabel::resizeEvent(event);
        updateGeometry();
    }

  private:
    std::pair<double, std::unique_ptr<QTextLayout>> laidOut(int width) const {
        auto layout = std::make_unique<QTextLayout>(text(), font());
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout->setTextOption(option);
        layout->beginLayout();
        double tall = 0;
        for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
            line.setLineWidth(std::max(1, width));
            line.setPosition(QPointF(0, tall));
            tall += line.height();
        }
        layout->endLayout();
        return {tall, std::move(layout)};
    }
};

}  // namespace

/// The thin strip of progress, as a compaction has it.
class ProgressStrip : public QWidget {
  public:
    ProgressStrip(Look& look, QWidget* parent) : QWidget(parent), look_(look) {}
    void setShare(double share) {
        share_ = share;
        update();
    }
    double share() const { return share_; }
    QSize sizeHint() const override { return {look_.px(100), look_.px(6)}; }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const double radius = height() / 2.0;
        painter.setBrush(look_.theme().line);
        painter.drawRoundedRect(rect(), radius, radius);
        painter.setBrush(look_.theme().blue);
        painter.drawRoundedRect(QRectF(0, 0, std::max(share_ * width(), share_ > 0 ? 2 * radius : 0.0), height()),
                                radius, radius);
    }

  private:
    Look& look_;
    double share_ = 0;
};

BenchSetup::BenchSetup(Look& look, QWidget* parent) : Card(look, tr("What to measure"), parent), look_(look) {
    setObjectName(QStringLiteral("benchSetup"));
    body()->addWidget(makeChoices(), 1);
    body()->addWidget(makeFields());
    message_ = new QLabel(this);
    message_->setObjectName(QStringLiteral("benchMessage"));
    message_->setWordWrap(true);
    message_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(message_);
    body()->addWidget(makeProgress());
    auto* buttons = new QHBoxLayout;
    measure_ = new FlatButton(look, tr("Measure"), FlatButton::Kind::primary, this);
    measure_->setObjectName(QStringLiteral("benchMeasure"));
    cancel_ = new FlatButton(look, tr("Cancel"), FlatButton::Kind::danger, this);
    cancel_->setObjectName(QStringLiteral("benchCancel"));
    estimate_ = new WrappedText(this);
    estimate_->setObjectName(QStringLiteral("benchEstimate"));
    for (FlatButton* button : {measure_, cancel_}) button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    buttons->addWidget(measure_);
    buttons->addWidget(cancel_);
    buttons->addWidget(estimate_, 1);
    buttons->addStretch(0);
    body()->addLayout(buttons);
    connect(measure_, &QPushButton::clicked, this,
            [this] { catalog_.workloads.empty() ? Q_EMIT listWanted() : Q_EMIT measureWanted(); });
    connect(cancel_, &QPushButton::clicked, this, &BenchSetup::cancelWanted);
    connect(&look, &Look::changed, this, &BenchSetup::restyle);
    say({}, false);
    setState(state_);
    restyle();
}

QWidget* BenchSetup::makeChoices() {
    scroll_ = new QScrollArea(this);
    scroll_->setObjectName(QStringLiteral("benchChoices"));
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    enginesTitle_ = new QLabel(tr("Engines"), inside);
    workloadsTitle_ = new QLabel(tr("Workloads"), inside);
    missing_ =
        new QLabel(tr("Grey: not in this build. Install what it needs, and build with “app/build.sh bench”."), inside);
    missing_->setWordWrap(true);
    missing_->hide();
    auto* title = new QHBoxLayout;
    title->addWidget(workloadsTitle_);
    title->addStretch(1);
    const auto addAll = [&](const char* name, const QString& text, bool checked) {
        auto* button = new FlatButton(look_, text, FlatButton::Kind::plain, inside);
        button->setObjectName(QString::fromLatin1(name));
        connect(button, &QPushButton::clicked, this, [this, checked] { checkAll(checked); });
        title->addWidget(button);
        return button;
    };
    all_ = addAll("benchAll", tr("All"), true);
    none_ = addAll("benchNone", tr("None"), false);
    engineRows_ = new QVBoxLayout;
    workloadRows_ = new QVBoxLayout;
    column->addWidget(enginesTitle_);
    column->addLayout(engineRows_);
    column->addWidget(missing_);
    column->addLayout(title);
    column->addLayout(workloadRows_);
    column->addStretch(1);
    scroll_->setWidget(inside);
    return scroll_;
}

QWidget* BenchSetup::makeFields() {
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](int row, int column, int span, const QString& title, const char* name, const QString& text,
                         const QString& tip) {
        auto* label = new QLabel(title, box);
        auto* field = new QLineEdit(text, box);
        field->setObjectName(QString::fromLatin1(name));
        field->setToolTip(tip);
        field->setAccessibleName(title);
        label->setBuddy(field);
        grid->addWidget(label, row, column);
        grid->addWidget(field, row, column + 1, 1, span);
        fieldNames_ << label;
        connect(field, &QLineEdit::textChanged, this, &BenchSetup::judge);
        return field;
    };
    keys_ = add(
        0, 0, 2, tr("keys"), "benchKeys", QString::fromLatin1(kUsualKeys),
        tr("How many keys the database has. Several numbers with commas between show how the time grows with them."));
    rounds_ = add(1, 0, 1, tr("rounds"), "benchRounds", QString::fromLatin1(kUsualRounds),
                  tr("Engines take turns, round by round; the median counts."));
    directory_ = add(2, 0, 1, tr("directory"), "benchDirectory", QDir::toNativeSeparators(QDir::currentPath()),
                     tr("On the disk to be measured. What is made there is removed again."));
    browse_ = new FlatButton(look_, QStringLiteral("…"), FlatButton::Kind::plain, box);
    browse_->setObjectName(QStringLiteral("benchBrowse"));
    browse_->setAccessibleName(tr("Choose a directory"));
    grid->addWidget(browse_, 2, 2);
    grid->setColumnStretch(1, 1);
    connect(browse_, &QPushButton::clicked, this, &BenchSetup::chooseDirectory);
    return box;
}

QWidget* BenchSetup::makeProgress() {
    progress_ = new QWidget(this);
    auto* column = new QVBoxLayout(progress_);
    column->setContentsMargins(0, 0, 0, 0);
    strip_ = new ProgressStrip(look_, progress_);
    strip_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    doing_ = new QLabel(progress_);
    doing_->setObjectName(QStringLiteral("benchDoing"));
    doing_->setWordWrap(true);
    left_ = new QLabel(progress_);
    left_->setObjectName(QStringLiteral("benchLeft"));
    for (QWidget* widget : {static_cast<QWidget*>(strip_), static_cast<QWidget*>(doing_), static_cast<QWidget*>(left_)})
        column->addWidget(widget);
    return progress_;
}

// ---- what there is to choose from ------------------------------------------------------------------------------------------

void BenchSetup::addRow(QVBoxLayout* column, QCheckBox* box, const QString& about, const QString& tip) {
    auto* row = new QHBoxLayout;
    auto* clause = new ElidedLabel(about, this);
    clause->setToolTip(tip);
    box->setToolTip(tip);
    box->setAccessibleDescription(tip);
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(box);
    row->addWidget(clause, 1);
    column->addLayout(row);
    abouts_ << clause;
    connect(box, &QCheckBox::toggled, this, &BenchSetup::judge);
}

void BenchSetup::addWorkload(const BenchWorkload& workload) {
    auto* box = new QCheckBox(workload.name, this);
    box->setObjectName(QStringLiteral("workload-") + workload.name);
    box->setChecked(std::ranges::find(kUsualWorkloads, workload.name) != kUsualWorkloads.end());
    addRow(workloadRows_, box, workload.what, workload.what);
    workloads_ << box;
}

void BenchSetup::addEngine(const QString& name, const QString& about, const QString& whyNot) {
    auto* box = new QCheckBox(name, this);
    box->setObjectName(QStringLiteral("engine-") + name);
    box->setEnabled(whyNot.isEmpty());
    box->setChecked(whyNot.isEmpty());
    addRow(engineRows_, box, about, whyNot.isEmpty() ? about : whyNot);
    engines_ << box;
}

void BenchSetup::setCatalog(const BenchCatalog& catalog) {
    if (!catalog_.workloads.empty()) return;  // the same program says the same again
    catalog_ = catalog;
    for (const BenchWorkload& one : catalog.workloads) addWorkload(one);
    for (const BenchEngine& one : catalog.engines) addEngine(one.name, one.version, {});
    for (const BenchMissing& one : catalog.missing)
        addEngine(one.name, tr("needs %1").arg(one.package),
                  tr("not in this build: needs %1, and preset bench").arg(one.package));
    missing_->setVisible(!catalog.missing.empty());
    restyle();
    judge();
}

QStringList BenchSetup::chosen(const QList<QCheckBox*>& boxes) const {
    QStringList names;
    for (const QCheckBox* box : boxes)
        if (box->isChecked() && box->isEnabled()) names << box->text();
    return names;
}

BenchChoice BenchSetup::choice() const {
    bool ok = false;
    const int rounds = rounds_->text().trimmed().toInt(&ok);
    return {chosen(workloads_), chosen(engines_), keys_->text().trimmed(), ok ? rounds : 0,
            QDir::fromNativeSeparators(directory_->text().trimmed())};
}

void BenchSetup::checkAll(bool checked) {
    for (QCheckBox* box : workloads_) box->setChecked(checked);
}

void BenchSetup::chooseDirectory() {
    auto* dialog = new QFileDialog(this, tr("A directory on the disk to be measured"), directory_->text());
    dialog->setObjectName(QStringLiteral("benchDirectoryDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, directory_,
            [this](const QString& path) { directory_->setText(QDir::toNativeSeparators(path)); });
    dialog->open();
}

// ---- what can be done now ----------------------------------------------------------------------------------------------------

/// Says how much it will be, or why it cannot be.
void BenchSetup::judge() {
    const bool known = !catalog_.workloads.empty();
    const bool idle = state_ == BenchProcess::State::idle;
    const QString whyNot = known ? choice().whyNot() : QString();
    measure_->setText(known ? tr("Measure") : tr("Look again"));
    measure_->setEnabled(idle && whyNot.isEmpty());
    measure_->setToolTip(whyNot);
    const std::uint64_t count = known ? choice().measurements(catalog_) : 0;
    estimate_->setText(!whyNot.isEmpty() ? whyNot
                       : count           ? tr("%1 measurements").arg(countText(static_cast<double>(count)))
                                         : QString());
    estimate_->updateGeometry();
    colour(estimate_, whyNot.isEmpty() ? look_.theme().muted : look_.theme().rust);
}

void BenchSetup::setState(BenchProcess::State state) {
    using State = BenchProcess::State;
    const bool runs = state == State::measuring || state == State::cancelling;
    if (state == State::measuring && state_ != State::measuring) {
        say({}, false);
        strip_->setShare(0);
        doing_->setText(tr("starting"));
        left_->setText({});
        runningKeys_ = choice().keyCounts().value_or(std::vector<std::uint64_t>());
        since_.invalidate();
    }
    state_ = state;
    progress_->setVisible(runs);
    cancel_->setVisible(runs);
    cancel_->setEnabled(state == State::measuring);
    cancel_->setText(state == State::cancelling ? tr("Cancelling…") : tr("Cancel"));
    measure_->setVisible(!runs);
    estimate_->setVisible(!runs);
    for (QWidget* widget : std::initializer_list<QWidget*>{scroll_->widget(), keys_, rounds_, directory_, browse_})
        widget->setEnabled(!runs);
    judge();
}

void BenchSetup::setProgress(const BenchProgressLine& line) {
    if (line.at && !since_.isValid()) since_.start();  // the limits came before: they are no measure of the rest
    const double share = workShare(line, runningKeys_);
    strip_->setShare(share);
    doing_->setText(line.doing);
    QString left = line.at
                       ? tr("measurement %1 of %2")
                             .arg(countText(static_cast<double>(line.at)), countText(static_cast<double>(line.total)))
                       : tr("before %1 measurements").arg(countText(static_cast<double>(line.total)));
    if (const QString rest = remainingText(since_.isValid() ? static_cast<double>(since_.elapsed()) / 1000 : 0, share);
        !rest.isEmpty())
        left += QStringLiteral(" · ") + rest;
    left_->setText(left);
}

double BenchSetup::share() const {
    return strip_->share();
}

void BenchSetup::say(const QString& sentence, bool bad) {
    message_->setText(sentence);
    message_->setVisible(!sentence.isEmpty());
    bad_ = bad;
    colour(message_, bad ? look_.theme().rust : look_.theme().muted);
}

void BenchSetup::restyle() {
    const Theme& t = look_.theme();
    QPalette surface = look_.palette();
    surface.setColor(QPalette::Window, t.card);
    scroll_->setPalette(surface);
    scroll_->widget()->setPalette(surface);
    scroll_->viewport()->setAutoFillBackground(false);
    scroll_->widget()->setAutoFillBackground(false);
    scroll_->setMinimumHeight(look_.px(72));
    for (QLabel* title : {workloadsTitle_, enginesTitle_}) {
        title->setFont(look_.sans(13, QFont::DemiBold));
        colour(title, t.ink);
    }
    workloadsTitle_->setContentsMargins(0, look_.px(8), 0, 0);
    for (QVBoxLayout* rows : {workloadRows_, engineRows_}) rows->setSpacing(look_.px(3));
    for (QCheckBox* box : workloads_) box->setFont(look_.mono(13));
    for (QCheckBox* box : engines_) box->setFont(look_.sans(13));
    int widest = 0;
    for (QCheckBox* box : workloads_ + engines_) widest = std::max(widest, box->sizeHint().width());
    for (QCheckBox* box : workloads_ + engines_) box->setFixedWidth(widest);
    for (QLabel* label : abouts_ + fieldNames_ + QList<QLabel*>{left_, estimate_, missing_}) {
        label->setFont(look_.sans(13));
        colour(label, t.muted);
    }
    for (QLineEdit* field : {keys_, rounds_, directory_}) {
        field->setFont(look_.mono(13));
        field->setFixedHeight(look_.px(28));
    }
    rounds_->setFixedWidth(look_.px(56));
    for (FlatButton* button : {all_, none_}) button->setFixedHeight(look_.px(24));
    browse_->setFixedHeight(look_.px(28));
    message_->setFont(look_.sans(13));
    doing_->setFont(look_.sans(13, QFont::DemiBold));
    colour(doing_, t.ink);
    say(message_->text(), bad_);
    judge();
}

}  // namespace vitrine::ui
