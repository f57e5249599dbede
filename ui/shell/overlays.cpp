#include "ui/shell/overlays.h"

#include <QEvent>
#include <QFileDialog>
#include <QSettings>

namespace vitrine::ui {
namespace {

constexpr const char* kSeen = "lessons/seen";
constexpr const char* kProjectorScale = "projector/scale";

}  // namespace

Overlays::Overlays(Look& look, Bridge& bridge, MainWindow& window)
    : QObject(&window), look_(look), bridge_(bridge), window_(window) {
    window.installEventFilter(this);
    connect(&window, &MainWindow::startScreenWanted, this, &Overlays::showGallery);
    connect(&window, &MainWindow::projectorWanted, this, &Overlays::toggleProjector);
    connect(&window, &MainWindow::saveSessionWanted, this, &Overlays::askForCapsule);
    connect(&bridge, &Bridge::sent, this, &Overlays::closeGallery);
    connect(&bridge, &Bridge::capsuleSaved, &window, [&window](const QString& path, const QString& why) {
        window.say(why.isEmpty() ? tr("The session is saved in %1.").arg(path) : why, QStringLiteral("capsule"));
        if (why.isEmpty()) window.recentFiles().add(path);
    });
    connect(&bridge, &Bridge::capsuleOpened, this, [this](const QString& path, const QString& why) {
        if (!why.isEmpty()) return window_.say(why, QStringLiteral("open"));
        window_.recentFiles().add(path);
        closeGallery();
    });
}

/// They lie over all of the window, or of what is below the command bar.
bool Overlays::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &window_ && event->type() == QEvent::Resize) {
        const int bar = window_.bar()->height();
        if (gallery_) gallery_->setGeometry(0, bar, window_.width(), window_.height() - bar);
        if (projector_) projector_->setGeometry(window_.rect());
    }
    return QObject::eventFilter(watched, event);
}

// ---- the gallery ---------------------------------------------------------------------------------------------------------

void Overlays::makeGallery() {
    gallery_ = new Gallery(look_, &window_);
    connect(gallery_, &Gallery::closeWanted, this, &Overlays::closeGallery);
    connect(gallery_, &Gallery::playgroundWanted, this, &Overlays::closeGallery);
    connect(gallery_, &Gallery::openDirectoryWanted, &window_, [this] { window_.actions().find(QStringLiteral("file.openDirectory"))->trigger(); });
    connect(gallery_, &Gallery::openFileWanted, &window_, [this] { window_.actions().find(QStringLiteral("file.open"))->trigger(); });
    connect(gallery_, &Gallery::recentWanted, &window_, &MainWindow::openPath);
    connect(gallery_, &Gallery::lessonWanted, this, &Overlays::startLesson);
}

void Overlays::showGallery() {
    closeProjector();
    if (!gallery_) makeGallery();
    QList<RecentPlace> places;
    for (const RecentFile& one : window_.recentFiles().list()) places << RecentPlace{one.path, one.title, one.whyNot};
    gallery_->setRecent(places);
    gallery_->setSeen(seen());
    gallery_->setGeometry(0, window_.bar()->height(), window_.width(), window_.height() - window_.bar()->height());
    gallery_->show();
    gallery_->raise();
    gallery_->focusCards();
}

void Overlays::closeGallery() {
    if (!gallery_ || !gallery_->isVisible()) return;
    gallery_->hide();
    window_.startEmpty();
}

void Overlays::startLesson(const Lesson& lesson) {
    closeGallery();
    window_.chooseLayout(lesson.picture == QLatin1String("compaction") ? Layout::compaction : Layout::learn);
    lessonTitle_ = lesson.title;
    lessonKey_ = lesson.key.isEmpty() ? std::nullopt : std::optional(lesson.key.toStdString());
    auto* start = new LessonStart(bridge_, lesson, this);
    connect(start, &LessonStart::arrived, this, [this](const Lesson& arrived) {
        remember(arrived);
        window_.setFocus();  // keys step, and type into no field
    });
}

QSet<QString> Overlays::seen() const {
    const QSettings* store = window_.settings().store();
    const QStringList kept = store ? store->value(QLatin1String(kSeen)).toStringList() : QStringList();
    return QSet<QString>(kept.begin(), kept.end()) + seenNow_;
}

void Overlays::remember(const Lesson& lesson) {
    seenNow_ << lesson.id;
    QStringList all = seen().values();
    all.sort();
    if (QSettings* store = window_.settings().store()) store->setValue(QLatin1String(kSeen), all);
}

// ---- the projector -------------------------------------------------------------------------------------------------------

void Overlays::makeProjector() {
    projector_ = new ProjectorScreen(look_, bridge_, &window_);
    projector_->hide();
    if (const QSettings* store = window_.settings().store()) projector_->setScale(store->value(QLatin1String(kProjectorScale), 0).toDouble());
    connect(projector_, &ProjectorScreen::closeWanted, this, &Overlays::closeProjector);
    connect(projector_, &ProjectorScreen::scaleChanged, this, [this](double scale) {
        if (QSettings* store = window_.settings().store()) store->setValue(QLatin1String(kProjectorScale), scale);
    });
}

void Overlays::toggleProjector() {
    if (projector_ && projector_->isVisible()) return closeProjector();
    if (!projector_) makeProjector();
    closeGallery();
    projector_->setGeometry(window_.rect());
    projector_->open(lessonTitle_, lessonKey_);
}

void Overlays::closeProjector() {
    if (!projector_ || !projector_->isVisible()) return;
    projector_->hide();
    window_.setFocus();
}

// ---- saved sessions ------------------------------------------------------------------------------------------------------

void Overlays::askForCapsule() {
    auto* dialog = new QFileDialog(&window_, tr("Save the session"));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Saved sessions (*.vitrine)"));
    dialog->setDefaultSuffix(QStringLiteral("vitrine"));
    connect(dialog, &QFileDialog::fileSelected, &bridge_, &Bridge::saveCapsule);
    dialog->open();
}

}  // namespace vitrine::ui
