#include "ui/shell/gallery.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/shell/lesson_catalog.h"

namespace vitrine::ui {
namespace {

constexpr int kWideFrom = 1300;  // pixels at scale 1
constexpr int kMostRecent = 5;  // in the gallery; the menu has all

void color(QWidget* widget, const QColor& ink) {
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, ink);
    widget->setPalette(palette);
}

}  // namespace

Gallery::Gallery(Look& look, QWidget* parent) : QWidget(parent), look_(look) {
    setObjectName(QStringLiteral("gallery"));
    setAccessibleName(tr("What do you want to see?"));
    setProperty("ownKeys", true);  // typing searches; what it leaves goes to the window
    view_ = new GalleryView(look, shippedLessons(QLocale().name()));
    scroll_ = new QScrollArea(this);
    scroll_->setObjectName(QStringLiteral("galleryScroll"));
    scroll_->setWidget(view_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->setAutoFillBackground(false);
    view_->setAutoFillBackground(false);
    QWidget* top = makeTop();
    recentTitle_ = new QLabel(tr("Recent"), this);
    recentRow_ = new QHBoxLayout;
    recentRow_->addWidget(recentTitle_);
    recentRow_->addStretch(1);
    count_ = new QLabel(this);
    keys_ = new QLabel(tr("arrows move · Enter starts · Esc closes"), this);
    auto* foot = new QHBoxLayout;
    foot->addWidget(count_);
    foot->addStretch(1);
    foot->addWidget(keys_);
    auto* column = new QVBoxLayout(this);
    column->setSizeConstraint(QLayout::SetNoConstraint);  // it is as large as what it lies over
    column->addWidget(top);
    column->addLayout(recentRow_);
    column->addWidget(scroll_, 1);
    column->addLayout(foot);
    connect(view_, &GalleryView::started, this, &Gallery::lessonWanted);
    connect(view_, &GalleryView::markMoved, this, &Gallery::revealMarked);
    connect(&look, &Look::changed, this, &Gallery::restyle);
    setRecent({});
    setSeen({});
    restyle();
}

QWidget* Gallery::makeTop() {
    auto* top = new QWidget(this);
    top_ = new QBoxLayout(QBoxLayout::LeftToRight, top);
    top_->setContentsMargins(0, 0, 0, 0);
    title_ = new QLabel(tr("What do you want to see?"), top);
    topRow_ = new QHBoxLayout;
    top_->addWidget(title_);
    top_->addLayout(topRow_, 1);
    auto* playground = addTopButton("galleryPlayground", tr("Empty playground"), FlatButton::Kind::primary);
    playground->setIconName(QStringLiteral("play"));
    connect(playground, &QPushButton::clicked, this, &Gallery::playgroundWanted);
    connect(addTopButton("galleryOpenDirectory", tr("Open a directory…"), FlatButton::Kind::plain), &QPushButton::clicked, this,
            &Gallery::openDirectoryWanted);
    connect(addTopButton("galleryOpenFile", tr("Open a capsule or script…"), FlatButton::Kind::plain), &QPushButton::clicked, this,
            &Gallery::openFileWanted);
    dropHint_ = new QLabel(tr("or drop one here"), top);
    topRow_->addWidget(dropHint_);
    topRow_->addStretch(1);
    search_ = new QLineEdit(top);
    search_->setObjectName(QStringLiteral("gallerySearch"));
    search_->setPlaceholderText(tr("torn, tombstone, hint …"));
    search_->setAccessibleName(tr("Find a lesson"));
    search_->setClearButtonEnabled(true);
    search_->installEventFilter(this);
    topRow_->addWidget(search_);
    connect(search_, &QLineEdit::textChanged, view_, &GalleryView::setFilter);
    connect(search_, &QLineEdit::returnPressed, this, [this] {
        if (const Lesson* lesson = view_->marked(); lesson && !search_->text().isEmpty()) Q_EMIT lessonWanted(*lesson);
    });
    return top;
}

FlatButton* Gallery::addTopButton(const char* name, const QString& text, FlatButton::Kind kind) {
    auto* button = new FlatButton(look_, text, kind, this);
    button->setObjectName(QLatin1String(name));
    topRow_->addWidget(button);
    return button;
}

void Gallery::setRecent(const QList<RecentPlace>& places) {
    recentPlaces_ = places.mid(0, kMostRecent);
    showRecent();
}

void Gallery::showRecent() {
    qDeleteAll(recent_);
    recent_.clear();
    for (const RecentPlace& place : recentPlaces_) {
        auto* button = new FlatButton(look_, place.title, FlatButton::Kind::plain, this);
        button->setObjectName(QStringLiteral("recent"));
        button->setToolTip(place.whyNot.isEmpty() ? place.path : place.whyNot);
        button->setAccessibleDescription(button->toolTip());
        button->setEnabled(place.whyNot.isEmpty());
        connect(button, &QPushButton::clicked, this, [this, path = place.path] { Q_EMIT recentWanted(path); });
        recentRow_->insertWidget(recentRow_->count() - 1, button);
        recent_ << button;
    }
    recentTitle_->setVisible(!recent_.isEmpty());
}

void Gallery::setSeen(const QSet<QString>& ids) {
    view_->setSeen(ids);
    int seen = 0, scenarios = 0;
    for (const Lesson& lesson : view_->lessons()) {
        seen += ids.contains(lesson.id) ? 1 : 0;
        scenarios += lesson.isScenario() ? 1 : 0;
    }
    const int lessons = static_cast<int>(view_->lessons().size()) - scenarios;
    QString all = tr("%n lesson(s), each a script and a test", nullptr, lessons);
    if (scenarios > 0) all = tr("%1 · %2 scenarios of power cuts").arg(all).arg(scenarios);
    count_->setText(seen == 0 ? all : tr("%1 · %n seen", nullptr, seen).arg(all));
}

void Gallery::revealMarked() {
    const QRect card = view_->markedRect();
    if (card.isValid()) scroll_->ensureVisible(card.center().x(), card.center().y(), 0, card.height() / 2 + look_.px(20));
}

/// From the search box one goes down to the cards; Esc empties it before it closes the gallery.
bool Gallery::eventFilter(QObject* watched, QEvent* event) {
    if (watched != search_ || event->type() != QEvent::KeyPress) return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Down) return view_->setFocus(Qt::ShortcutFocusReason), true;
    if (key != Qt::Key_Escape || search_->text().isEmpty()) return false;
    search_->clear();
    return true;
}

void Gallery::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return closeWanted();
    // Typing begins a search, wherever the focus is.
    if (!event->text().trimmed().isEmpty() && event->text().front().isPrint() &&
        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))) {
        search_->setFocus(Qt::ShortcutFocusReason);
        search_->setText(search_->text() + event->text());
        return;
    }
    QWidget::keyPressEvent(event);
}

void Gallery::restyle() {
    layout()->setContentsMargins(look_.px(28), look_.px(20), look_.px(22), look_.px(6));
    layout()->setSpacing(look_.px(18));
    topRow_->setSpacing(look_.px(10));
    top_->setSpacing(look_.px(10));
    recentRow_->setSpacing(look_.px(8));
    title_->setFont(look_.sans(27, QFont::DemiBold));
    title_->setContentsMargins(0, 0, look_.px(8), 0);
    color(title_, look_.theme().ink);
    for (QLabel* label : {dropHint_, recentTitle_, count_, keys_}) {
        label->setFont(look_.sans(13));
        color(label, look_.theme().muted);
    }
    dropHint_->setContentsMargins(look_.px(8), 0, 0, 0);
    search_->setFont(look_.sans(14));
    search_->setFixedHeight(look_.px(36));
    search_->setMaximumWidth(look_.px(300));
    search_->setTextMargins(look_.px(8), 0, look_.px(4), 0);
    fitTop();
    update();
}

void Gallery::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitTop();
}

/// A narrow window has the title in a row of its own, and no room for the hint.
void Gallery::fitTop() {
    const bool wide = width() >= look_.px(kWideFrom);
    dropHint_->setVisible(wide);
    top_->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    search_->setMinimumWidth(look_.px(wide ? 300 : 160));
}

void Gallery::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), look_.theme().paper); }

}  // namespace vitrine::ui
