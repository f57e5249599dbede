#include "ui/shell/export_actions.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QMenu>
#include <QRegularExpression>
#include <QThreadPool>

#include "ui/export/output_file.h"
#include "ui/export/picture.h"
#include "ui/shell/panel_dock.h"
#include "ui/views/card.h"

namespace vitrine::ui {
namespace {

constexpr int kMostScale = 3;

QAction* addAction(QWidget& to, const QString& name, const QString& text, QObject* context, std::function<void()> act) {
    auto* action = new QAction(text, &to);
    action->setObjectName(name);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(action, &QAction::triggered, context, std::move(act));
    to.addAction(action);
    return action;
}

/// A name to begin with: "Segments 1 and 2 become 4" is a name, "a/b: c" would be none.
QString fileNameFor(const QString& title) {
    QString name;
    for (const QChar c : title.toLower()) name += c.isLetterOrNumber() ? c : QLatin1Char('-');
    while (name.contains(QLatin1String("--"))) name.replace(QLatin1String("--"), QLatin1String("-"));
    while (name.endsWith(QLatin1Char('-'))) name.chop(1);
    return name.isEmpty() ? QStringLiteral("vitrine") : name;
}

}  // namespace

QString viewTitle(const QWidget& view) {
    if (const auto* dock = qobject_cast<const PanelDock*>(view.parentWidget())) return dock->windowTitle();
    if (const auto* card = qobject_cast<const Card*>(&view)) return card->title();
    return view.windowTitle();
}

ExportActions::ExportActions(Look& look, Bridge& bridge, QWidget& window)
    : QObject(&window), look_(look), bridge_(bridge), window_(window), note_(new NoteBar(look, &window)) {
    addActions(window, "window");
    record_ =
        addAction(window, QStringLiteral("window.record"), tr("Record a run…"), this, [this] { offerRecording(); });
    record_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    connect(note_, &NoteBar::cancelWanted, this, [this] {
        if (recorder_) recorder_->cancel();
    });
    ofTheWindow_ = window.findChildren<QAction*>(QRegularExpression(QStringLiteral("^window\\.")), Qt::FindDirectChildrenOnly);
    offerIn(window);
}

// ---- what is offered -----------------------------------------------------------------------------------------------------

void ExportActions::addActions(QWidget& view, const char* prefix) {
    const bool whole = &view == &window_;
    QWidget* subject = &view;
    const auto name = [&](const char* card, const char* window) {
        return QStringLiteral("%1.%2").arg(QLatin1String(prefix), QLatin1String(whole ? window : card));
    };
    addAction(view, name("png", "exportPng"),
              whole ? tr("Save the window as a PNG picture…") : tr("Save as a PNG picture…"), this,
              [this, subject] { askWhere(*subject, false); });
    addAction(view, name("svg", "exportSvg"),
              whole ? tr("Save the window as an SVG drawing…") : tr("Save as an SVG drawing…"), this,
              [this, subject] { askWhere(*subject, true); });
    addAction(view, name("copy", "copyPicture"), whole ? tr("Copy the window as a picture") : tr("Copy as a picture"),
              this, [this, subject] { copyPicture(*subject); });
}

void ExportActions::offerIn(QWidget& root) {
    QList<Card*> cards = root.findChildren<Card*>();
    if (auto* card = qobject_cast<Card*>(&root)) cards << card;
    for (Card* card : cards) {
        if (card->findChild<QAction*>(QStringLiteral("export.png"), Qt::FindDirectChildrenOnly)) continue;
        addActions(*card, "export");
        card->addAction(record_);  // wherever one looks for pictures
        card->installEventFilter(this);
    }
}

/// A menu on a card's title.
bool ExportActions::eventFilter(QObject* watched, QEvent* event) {
    auto* card = qobject_cast<Card*>(watched);
    if (!card || event->type() != QEvent::ContextMenu) return QObject::eventFilter(watched, event);
    const auto* asked = static_cast<QContextMenuEvent*>(event);
    // In a dock the dock's own menu has them.
    if (qobject_cast<PanelDock*>(card->parentWidget()) || asked->pos().y() >= card->body()->geometry().top())
        return false;
    auto* menu = new QMenu(card);
    menu->setObjectName(QStringLiteral("cardMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(card->actions());
    menu->popup(asked->globalPos());
    return true;
}

// ---- pictures ------------------------------------------------------------------------------------------------------------

void ExportActions::askWhere(QWidget& view, bool svg) {
    auto* dialog = new QFileDialog(&window_, svg ? tr("Save as an SVG drawing") : tr("Save as a PNG picture"));
    dialog->setObjectName(QStringLiteral("exportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    const QStringList sizes{tr("PNG, as on the screen (*.png)"), tr("PNG, twice as large (*.png)"),
                            tr("PNG, three times as large (*.png)")};
    dialog->setNameFilters(svg ? QStringList{tr("SVG (*.svg)")} : sizes);
    if (!svg) dialog->selectNameFilter(sizes[1]);
    dialog->setDefaultSuffix(svg ? QStringLiteral("svg") : QStringLiteral("png"));
    dialog->selectFile(fileNameFor(viewTitle(view)) + (svg ? QStringLiteral(".svg") : QStringLiteral(".png")));
    connect(dialog, &QFileDialog::fileSelected, this,
            [=, this, subject = QPointer<QWidget>(&view)](const QString& path) {
                if (!subject) return;
                const auto scale = sizes.indexOf(dialog->selectedNameFilter()) + 1;
                svg ? saveSvg(*subject, path)
                    : savePng(*subject, path, static_cast<double>(std::clamp<qsizetype>(scale, 1, kMostScale)));
            });
    dialog->open();
}

void ExportActions::savePng(QWidget& view, const QString& path, double scale) {
    write(path, [image = imageOf(view, look_.theme(), scale)] { return pngOf(image); });
}

void ExportActions::saveSvg(QWidget& view, const QString& path) {
    write(path, [document = svgOf(view, look_.theme(), viewTitle(view))] { return document; });
}

void ExportActions::copyPicture(QWidget& view) {
    QApplication::clipboard()->setImage(imageOf(view, look_.theme(), view.devicePixelRatioF()));
    note_->tell(tr("Copied as a picture."));
}

/// Encoding takes longer than painting: it is done by a thread of the pool.
void ExportActions::write(const QString& path, std::function<QByteArray()> encode) {
    const QPointer<ExportActions> self(this);
    QThreadPool::globalInstance()->start([path, self, encode = std::move(encode), application = qApp] {
        const Status written = writeWholeFile(path, encode());
        const QString sentence = written ? QString() : QString::fromStdString(written.error().message);
        QMetaObject::invokeMethod(
            application,
            [self, path, sentence] {
                if (!self) return;
                sentence.isEmpty() ? self->note_->tell(tr("Saved as %1.").arg(path)) : self->note_->complain(sentence);
                Q_EMIT self->saved(path, sentence);
            },
            Qt::QueuedConnection);
    });
}

// ---- recordings ----------------------------------------------------------------------------------------------------------

void ExportActions::offerRecording() {
    if (recorder_) return;  // the note says how far it is, and cancels
    const Timeline& timeline = bridge_.cursor().timeline();
    if (timeline.stepCount() == timeline.firstStep())
        return note_->complain(tr("There is nothing to record yet: put a key first."));
    if (dialog_) return dialog_->raise();
    dialog_ = new RecordDialog(look_, bridge_.cursor(), window_);
    connect(dialog_, &RecordDialog::recordWanted, this,
            [this](QWidget* subject, const Recording& recording) { record(*subject, recording); });
    dialog_->show();
}

void ExportActions::record(QWidget& subject, const Recording& recording) {
    if (recorder_) return;
    recordingTo_ = recording.path;
    recorder_ = std::make_unique<Recorder>(look_, bridge_.cursor(), subject, recording);
    connect(recorder_.get(), &Recorder::progressed, note_, [this](int frames, int of) {
        note_->showProgress(tr("Recording: frame %L1 of %L2").arg(frames).arg(of), frames, of);
    });
    connect(recorder_.get(), &Recorder::finished, note_, [this] {
        note_->tell(tr("Recorded as %1.").arg(recordingTo_));
        endRecording();
    });
    connect(recorder_.get(), &Recorder::failed, note_, [this](const QString& sentence) {
        note_->complain(sentence);
        endRecording();
    });
    connect(recorder_.get(), &Recorder::cancelled, note_, [this] {
        note_->tell(tr("The recording was cancelled: nothing was written."));
        endRecording();
    });
    if (const Status started = recorder_->start(); !started) {
        note_->complain(QString::fromStdString(started.error().message));
        return endRecording();
    }
    note_->showProgress(tr("Recording…"), 0, static_cast<int>(recording.frames()));
}

/// It is its signal that ends it: it goes when that is over.
void ExportActions::endRecording() {
    if (recorder_) recorder_.release()->deleteLater();
}

}  // namespace vitrine::ui
