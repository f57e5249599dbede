#include "ui/shell/overlays.h"

#include <QApplication>
#include <QEvent>
#include <QFileDialog>
#include <QLocale>
#include <QSettings>

#include "ui/bridge/lesson_player.h"
#include "ui/shell/lesson_catalog.h"

namespace vitrine::ui {
namespace {

constexpr const char* kSeen = "lessons/seen";
constexpr const char* kProjectorScale = "projector/scale";

}  // namespace

Overlays::Overlays(Look& look, Bridge& bridge, MainWindow& window)
    : QObject(&window), look_(look), bridge_(bridge), window_(window) {
    for (QWidget* watched : {static_cast<QWidget*>(&window), static_cast<QWidget*>(window.bar()), static_cast<QWidget*>(window.notice()),
                             static_cast<QWidget*>(window.broken())})
        watched->installEventFilter(this);
    window.bar()->offerOverlays();
    connect(&window, &MainWindow::startScreenWanted, this, &Overlays::showGallery);
    connect(&window, &MainWindow::projectorWanted, this, &Overlays::toggleProjector);
    connect(&window, &MainWindow::saveSessionWanted, this, &Overlays::askForCapsule);
    connect(&bridge, &Bridge::sent, this, [this](const QString& line) {
        const bool use = line.trimmed().section(QLatin1Char(' '), 0, 0) == QLatin1String("use");
        if (use && !LessonPlayer::of(bridge_).active()) forgetLesson();
        hideGallery();
    });
    connect(&window, &MainWindow::lessonWanted, this, &Overlays::startLesson);
    connect(&LessonPlayer::of(bridge), &LessonPlayer::arrived, this, &Overlays::lessonArrived);
    connect(&LessonPlayer::of(bridge), &LessonPlayer::left, this, &Overlays::forgetLesson);
    connect(&bridge, &Bridge::capsuleSaved, this, [this](const QString& path, const QString& why) {
        if (!why.isEmpty()) return window_.say(why, QStringLiteral("capsule"));
        window_.takeBack(QStringLiteral("capsule"));
        window_.exports()->note()->tell(tr("The session is saved in %1.").arg(path));
        window_.recentFiles().add(path);
    });
    connect(&bridge, &Bridge::capsuleOpened, this, [this](const QString& path, const QString& why) {
        if (!why.isEmpty()) return window_.say(why, QStringLiteral("open"));
        window_.takeBack(QStringLiteral("open"));
        window_.recentFiles().add(path);
        forgetLesson();
        hideGallery();
    });
}

/// They lie over all of the window, or of what is below the command bar and the notice.
bool Overlays::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::Resize:
        case QEvent::Show:
        case QEvent::Hide:
            place();
            break;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

void Overlays::place() {
    int top = window_.bar()->height();
    for (const QWidget* strip : {static_cast<QWidget*>(window_.notice()), static_cast<QWidget*>(window_.broken())})
        top += strip->isHidden() ? 0 : strip->height();
    if (gallery_) gallery_->setGeometry(0, top, window_.width(), window_.height() - top);
    if (projector_) projector_->setGeometry(window_.rect());
}

/// Afterwards the keys go where they went before; never to what is no longer seen.
void Overlays::giveFocusBack() {
    if (before_ && before_->isVisible()) before_->setFocus(Qt::OtherFocusReason);
    else window_.setFocus(Qt::OtherFocusReason);
    before_ = nullptr;
}

/// Where the focus is as an overlay comes; that of another overlay is none to come back to.
void Overlays::rememberFocus() {
    QWidget* focus = QApplication::focusWidget();
    const auto within = [focus](const QWidget* overlay) { return overlay && (overlay == focus || overlay->isAncestorOf(focus)); };
    if (focus && focus->window() == &window_ && !within(gallery_) && !within(projector_)) before_ = focus;
}

// ---- the gallery ---------------------------------------------------------------------------------------------------------

void Overlays::makeGallery() {
    gallery_ = new Gallery(look_, &window_);
    connect(gallery_, &Gallery::closeWanted, this, &Overlays::closeGallery);
    connect(gallery_, &Gallery::playgroundWanted, this, &Overlays::startPlayground);
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
    rememberFocus();
    place();
    gallery_->show();
    gallery_->raise();
    gallery_->focusCards();
}

/// True while nothing was done in this window: there is nothing that one could lose by beginning.
bool Overlays::untouched() const {
    return bridge_.cursor().timeline().operationCount() == 0 && !bridge_.state().busy;
}

void Overlays::closeGallery() {
    if (!gallery_ || !gallery_->isVisible()) return;
    hideGallery();
    if (untouched()) window_.startEmpty();
}

void Overlays::hideGallery() {
    if (!gallery_ || !gallery_->isVisible()) return;
    const bool focused = gallery_->isAncestorOf(QApplication::focusWidget());
    gallery_->hide();
    if (focused) giveFocusBack();
}

/// An empty one: what was open before is closed.
void Overlays::startPlayground() {
    if (!untouched()) bridge_.run(window_.bar()->useLine(QStringLiteral("simulated")));
    forgetLesson();
    hideGallery();
    window_.startEmpty();
}

void Overlays::startLesson(const Lesson& lesson) {
    hideGallery();
    window_.takeBack(QStringLiteral("lesson"));
    const bool asks = !lesson.questions.empty() && window_.settings().asksInLessons();
    const Layout layout = layoutOf(lesson.layout).value_or(Layout::bytes);
    // Without its questions a lesson is walked through: the card that would ask makes room.
    window_.chooseLayout(!asks && layout == Layout::learn ? Layout::bytes : layout);
    if (asks) {
        LessonPlayer::of(bridge_).begin(lesson, following(lesson));
    } else {
        LessonPlayer::of(bridge_).leave();
        auto* start = new LessonStart(bridge_, lesson, this);  // sends its lines, which begin with a `use`
        connect(start, &LessonStart::arrived, this, &Overlays::lessonArrived);
    }
    lessonTitle_ = lesson.title;
    lessonKey_ = lesson.key.isEmpty() ? std::nullopt : std::optional(lesson.key.toStdString());
}

void Overlays::lessonArrived(const Lesson& lesson) {
    remember(lesson);
    // Without a player nothing else in the window says what was opened, and what it is about.
    if (!LessonPlayer::of(bridge_).active()) window_.say(tr("%1. %2").arg(lesson.title, lesson.about), QStringLiteral("lesson"));
    if (!projectorShown()) window_.setFocus();  // keys step, and type into no field
}

/// The lesson behind it that asks, too.
std::optional<Lesson> Overlays::following(const Lesson& lesson) const {
    for (Lesson& other : shippedLessons(QLocale().name()))
        if (other.number > lesson.number && !other.questions.empty()) return std::move(other);
    return std::nullopt;
}

/// Something else begins: the projector tells no lesson's story any more.
void Overlays::forgetLesson() {
    lessonTitle_.clear();
    lessonKey_.reset();
    window_.takeBack(QStringLiteral("lesson"));
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

bool Overlays::projectorShown() const {
    return projector_ && projector_->isVisible();
}

void Overlays::toggleProjector() {
    projectorShown() ? closeProjector() : showProjector(lessonKey_);
}

void Overlays::showProjector(const std::optional<Bytes>& key) {
    if (!projector_) makeProjector();
    hideGallery();
    rememberFocus();
    place();
    projector_->open(lessonTitle_, key);
}

void Overlays::closeProjector() {
    if (!projectorShown()) return;
    projector_->hide();
    giveFocusBack();
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
