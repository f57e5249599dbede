#include "ui/panels/sentence_panel.h"

#include "ui/panels/connect_view.h"

namespace vitrine::ui {
namespace {

constexpr qint64 kPatienceMs = 200;
constexpr int kBarSteps = 1000;

QString progressText(const EngineState& state) {
    const Progress& progress = state.progress;
    const QString unit = QString::fromStdString(progress.unit);
    if (state.cancelling) return SentencePanel::tr("%1: giving up…").arg(state.line);
    if (progress.total == 0) return SentencePanel::tr("%1 is running").arg(state.line);
    const QString share = SentencePanel::tr("%1: %L2 of %L3 %4").arg(state.line).arg(progress.done).arg(progress.total).arg(unit);
    return progress.doing.empty() ? share : share + QLatin1Char('\n') + QString::fromStdString(progress.doing);
}

}  // namespace

SentencePanel::SentencePanel(Look& look, Bridge& bridge, QWidget* parent) : QWidget(parent), look_(look) {
    setObjectName(QStringLiteral("sentencePanel"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    view_ = new SentenceView(look, this);
    layout->addWidget(view_);
    connectView(*view_, bridge);
    running_ = new QWidget(this);
    auto* row = new QHBoxLayout(running_);
    row->setContentsMargins(0, 0, 0, 0);
    what_ = new QLabel(running_);
    what_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    bar_ = new QProgressBar(running_);
    bar_->setObjectName(QStringLiteral("progress"));
    bar_->setTextVisible(false);
    cancel_ = new FlatButton(look, tr("Cancel"), FlatButton::Kind::plain, running_);
    cancel_->setObjectName(QStringLiteral("cancel"));
    cancel_->setFocusPolicy(Qt::TabFocus);
    cancel_->setToolTip(tr("Give up the command that is running; the database stays whole"));
    connect(cancel_, &QPushButton::clicked, this, [&bridge] { bridge.engine().cancel(); });
    for (QWidget* widget : {static_cast<QWidget*>(what_), static_cast<QWidget*>(bar_), static_cast<QWidget*>(cancel_)})
        row->addWidget(widget);
    running_->hide();
    connect(&bridge.engine(), &EngineThread::stateChanged, this, &SentencePanel::showState);
    connect(&look, &Look::changed, this, &SentencePanel::restyle);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    restyle();
}

void SentencePanel::restyle() {
    what_->setFont(look_.sans(13));
    what_->setFixedWidth(look_.px(300));
    bar_->setFixedSize(look_.px(140), look_.px(8));
    running_->layout()->setSpacing(look_.px(10));
    place();
}

void SentencePanel::showState(const EngineState& state) {
    const bool show = state.busy && state.runningMs >= kPatienceMs;
    if (show) {
        const QString text = progressText(state);
        QStringList lines;  // what runs, and what it is at
        for (const QString& line : text.split(QLatin1Char('\n')))
            lines << what_->fontMetrics().elidedText(line, Qt::ElideMiddle, what_->width());
        what_->setText(lines.join(QLatin1Char('\n')));
        what_->setToolTip(text);
        const double total = static_cast<double>(state.progress.total);
        bar_->setRange(0, total > 0 ? kBarSteps : 0);
        if (total > 0) bar_->setValue(static_cast<int>(static_cast<double>(state.progress.done) / total * kBarSteps));
        cancel_->setEnabled(!state.cancelling);
    }
    if (show == running_->isVisibleTo(this)) return;
    running_->setVisible(show);
    place();
}

void SentencePanel::place() {
    const QSize size = running_->sizeHint();
    running_->setGeometry(width() - look_.px(20) - size.width(), (height() - size.height()) / 2, size.width(), size.height());
    view_->setReservedRight(running_->isVisibleTo(this) ? size.width() + look_.px(20) : 0);
}

void SentencePanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
}

}  // namespace vitrine::ui
