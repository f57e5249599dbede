#include "ui/shell/record_dialog.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <algorithm>
#include <array>

#include "ui/shell/export_actions.h"

namespace vitrine::ui {
namespace {
constexpr std::array<double, 4> kScales = {1, 0.75, 0.5, 2};
enum Format { gif, pngFiles };
}  // namespace

RecordDialog::RecordDialog(Look& look, Cursor& cursor, QWidget& window)
    : QDialog(&window), look_(look), cursor_(cursor), window_(window) {
    setObjectName(QStringLiteral("recordDialog"));
    setWindowTitle(tr("Record a run"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(false);
    view_ = new QComboBox(this);
    view_->setObjectName(QStringLiteral("recordView"));
    from_ = new QSpinBox(this);
    from_->setObjectName(QStringLiteral("recordFrom"));
    to_ = new QSpinBox(this);
    to_->setObjectName(QStringLiteral("recordTo"));
    speed_ = new QDoubleSpinBox(this);
    speed_->setObjectName(QStringLiteral("recordSpeed"));
    size_ = new QComboBox(this);
    size_->setObjectName(QStringLiteral("recordSize"));
    format_ = new QComboBox(this);
    format_->setObjectName(QStringLiteral("recordFormat"));
    sum_ = new QLabel(this);
    sum_->setObjectName(QStringLiteral("recordSum"));
    sum_->setWordWrap(true);
    fill();
    auto* form = new QFormLayout;
    form->addRow(tr("&View"), view_);
    form->addRow(tr("&From operation"), from_);
    form->addRow(tr("&To operation"), to_);
    form->addRow(tr("&Steps a second"), speed_);
    form->addRow(tr("Si&ze"), size_);
    form->addRow(tr("F&ormat"), format_);
    form->setHorizontalSpacing(look.px(14));
    form->setVerticalSpacing(look.px(8));
    record_ = new FlatButton(look, tr("Record…"), FlatButton::Kind::primary, this);
    record_->setObjectName(QStringLiteral("recordNow"));
    auto* close = new FlatButton(look, tr("Close"), FlatButton::Kind::plain, this);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(record_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(look.px(18), look.px(16), look.px(18), look.px(16));
    column->setSpacing(look.px(14));
    column->addLayout(form);
    column->addWidget(sum_);
    column->addLayout(buttons);
    setMinimumWidth(look.px(420));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(record_, &QPushButton::clicked, this, &RecordDialog::askWhere);
    for (QComboBox* box : {view_, size_, format_})
        connect(box, &QComboBox::currentIndexChanged, this, &RecordDialog::tellSum);
    for (QSpinBox* box : {from_, to_}) connect(box, &QSpinBox::valueChanged, this, &RecordDialog::tellSum);
    connect(speed_, &QDoubleSpinBox::valueChanged, this, &RecordDialog::tellSum);
    tellSum();
}

void RecordDialog::fill() {
    subjects_ << &window_;
    view_->addItem(tr("The whole window"));
    for (Card* card : window_.findChildren<Card*>()) {
        const QString title = viewTitle(*card);
        if (!card->isVisible() || card->visibleRegion().isEmpty() || title.isEmpty()) continue;
        subjects_ << card;
        view_->addItem(title);
    }
    const Timeline& timeline = cursor_.timeline();
    const auto numberOf = [&](std::size_t index) {
        return static_cast<int>(
            std::min<std::uint64_t>(timeline.operation(index).number, std::numeric_limits<int>::max()));
    };
    const int first = numberOf(timeline.firstOperation()), last = numberOf(timeline.operationCount() - 1);
    for (QSpinBox* box : {from_, to_}) box->setRange(first, last);
    to_->setValue(last);
    speed_->setRange(Recording::kSlowest, Recording::kFastest);
    speed_->setDecimals(1);
    speed_->setValue(Recording::kUsual);
    size_->addItems({tr("as on the screen"), tr("three quarters"), tr("half"), tr("double")});
    format_->addItems({tr("one animated GIF"), tr("a folder of PNG files")});
}

QWidget* RecordDialog::subject() const {
    return subjects_.value(view_->currentIndex());
}

Result<Recording> RecordDialog::chosen() const {
    const Timeline& timeline = cursor_.timeline();
    const auto first = firstStepOf(timeline, {static_cast<std::uint64_t>(from_->value()), 0});
    if (!first) return passOn(first);
    const auto last = lastStepOf(timeline, {static_cast<std::uint64_t>(to_->value()), 0});
    if (!last) return passOn(last);
    if (*last < *first)
        return fail(ErrorCode::invalidArgument,
                    tr("it ends before it begins: let operation %1 be the last.").arg(from_->value()).toStdString());
    if (!subject() || !subject()->isVisible())
        return fail(ErrorCode::invalidArgument, tr("that view is not on the screen: show it first.").toStdString());
    Recording recording;
    recording.firstStep = *first;
    recording.lastStep = *last;
    recording.stepsPerSecond = speed_->value();
    recording.scale = kScales[static_cast<std::size_t>(size_->currentIndex())];
    return recording;
}

/// What will come of it, before it is begun.
void RecordDialog::tellSum() {
    const auto recording = chosen();
    record_->setEnabled(recording.has_value());
    if (!recording) {
        QString why = QString::fromStdString(recording.error().message);
        why[0] = why[0].toUpper();
        return sum_->setText(why);
    }
    const QSize pixels = subject()->size() * recording->scale;
    const double seconds = static_cast<double>(recording->frames()) / recording->stepsPerSecond;
    const QString frames =
        recording->frames() == 1 ? tr("One frame") : tr("%L1 frames, one a step").arg(recording->frames());
    sum_->setText(tr("%1, of %2 × %3 pixels; about %4 s.")
                      .arg(frames)
                      .arg(pixels.width())
                      .arg(pixels.height())
                      .arg(QLocale().toString(seconds, 'f', seconds < 10 ? 1 : 0)));
}

void RecordDialog::askWhere() {
    const bool folder = format_->currentIndex() == pngFiles;
    auto* dialog = new QFileDialog(this, folder ? tr("Record into a new folder") : tr("Record as an animated GIF"));
    dialog->setObjectName(QStringLiteral("recordFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({folder ? tr("New folder (*)") : tr("GIF (*.gif)")});
    if (!folder) dialog->setDefaultSuffix(QStringLiteral("gif"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        auto recording = chosen();
        if (!recording) return tellSum();
        recording->path = path;
        QWidget* what = subject();
        close();
        Q_EMIT recordWanted(what, *recording);
    });
    dialog->open();
}

}  // namespace vitrine::ui
