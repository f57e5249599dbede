#include "ui/shell/projector_screen.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/panels/connect_view.h"

namespace vitrine::ui {
namespace {

constexpr double kScaleStep = 0.1;
constexpr int kLeastBytesHeight = 120;  // pixels at scale 1: below it the one view makes room for the story

/// The surface of a card, without a title.
class Surface : public QWidget {
  public:
    Surface(Look& look, QWidget* parent) : QWidget(parent), look_(look) {}

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(look_.theme().line, 1));
        painter.setBrush(look_.theme().card);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), look_.px(8), look_.px(8));
    }

  private:
    Look& look_;
};

}  // namespace

ProjectorScreen::ProjectorScreen(Look& window, Bridge& bridge, QWidget* parent)
    : QWidget(parent), window_(window), bridge_(bridge) {
    setObjectName(QStringLiteral("projectorScreen"));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownKeys", true);  // Esc and its scale; what it leaves goes to the window
    setAttribute(Qt::WA_OpaquePaintEvent);  // what lies below is not painted
    look_.setScale(kUsualScale);
    title_ = new QLabel(this);
    note_ = new QLabel(this);
    broken_ = new BrokenStrip(look_, bridge, this);
    broken_->showOnly();
    sentence_ = new SentenceView(look_, this);
    sentence_->setConsequenceLines(2);
    story_ = new StoryView(look_, this);
    bytesCard_ = new Surface(look_, this);
    bytes_ = new BytesView(look_, bytesCard_);
    scrubber_ = new ScrubberView(look_, this);
    auto* inCard = new QVBoxLayout(bytesCard_);
    inCard->addWidget(bytes_);
    auto* top = new QHBoxLayout;
    top->addWidget(title_, 1);
    top->addWidget(note_);
    auto* column = new QVBoxLayout(this);
    column->setSizeConstraint(QLayout::SetNoConstraint);  // it is as large as what it lies over
    column->addLayout(top);
    column->addWidget(broken_);
    column->addWidget(sentence_);
    column->addWidget(story_, 1);
    column->addWidget(bytesCard_, 2);
    column->addWidget(scrubber_);
    for (MomentView* view : {static_cast<MomentView*>(sentence_), static_cast<MomentView*>(story_), static_cast<MomentView*>(bytes_)})
        connectView(*view, bridge);
    connect(story_, &StoryView::storyChanged, this, &ProjectorScreen::showStops);
    connect(scrubber_, &ScrubberView::stopWanted, this, [this](std::size_t stop) {
        if (stop < story_->story().moments().size()) bridge_.cursor().seek(story_->story().moments()[stop].settled);
    });
    connect(broken_, &BrokenStrip::toggled, this, &ProjectorScreen::fitBytes);
    connect(&window_, &Look::changed, this, [this] { look_.setTheme(window_.theme().kind); });
    connect(&look_, &Look::changed, this, &ProjectorScreen::restyle);
    look_.setTheme(window_.theme().kind);
    restyle();
}

void ProjectorScreen::open(const QString& title, const std::optional<Bytes>& key) {
    lesson_ = title;
    story_->setKey(key);
    showTitle();
    show();
    raise();
    fit();
    setFocus(Qt::ShortcutFocusReason);
}

void ProjectorScreen::setScale(double scale) {
    chosen_ = scale > 0;
    if (chosen_) look_.setScale(std::clamp(scale, kLeastScale, kMostScale));
    fit();
    Q_EMIT scaleChanged(chosen_ ? look_.scale() : 0);
}

/// Until somebody chooses a scale it follows from the room: 180 % at 1600 × 1000.
void ProjectorScreen::fit() {
    const double room = std::min(width() / 1600.0, height() / 1000.0) * kUsualScale;
    if (!chosen_) look_.setScale(std::clamp(std::round(room * 20) / 20, kLeastScale, kMostScale));
    fitBytes();
}

void ProjectorScreen::showTitle() {
    const bool told = !story_->story().key().empty() || !story_->story().moments().empty();
    title_->setText(!lesson_.isEmpty() ? lesson_
                    : told             ? tr("The story of %1").arg(QString::fromStdString(label(story_->story().key(), 40)))
                                       : tr("A story"));
    note_->setText(tr("projector %1 %   Esc leaves").arg(qRound(look_.scale() * 100)));
    setAccessibleName(title_->text());
}

void ProjectorScreen::showStops() {
    QStringList labels;
    for (const StoryMoment& moment : story_->story().moments()) labels << moment.label;
    scrubber_->setStops(labels, story_->story().current(bridge_.cursor().position()));
    showTitle();
    fitBytes();
}

void ProjectorScreen::keyPressEvent(QKeyEvent* event) {
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
        case Qt::Key_Escape: return closeWanted();
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            if (control) return setScale(scale() + kScaleStep);
            break;
        case Qt::Key_Minus:
            if (control) return setScale(scale() - kScaleStep);
            break;
        case Qt::Key_0:
            if (control) return setScale(0);
            break;
        default: break;
    }
    QWidget::keyPressEvent(event);
}

void ProjectorScreen::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) setScale(scale() + (event->angleDelta().y() > 0 ? kScaleStep : -kScaleStep));
}

void ProjectorScreen::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

/// The story comes first; the bytes have what it leaves.
void ProjectorScreen::fitBytes() {
    const int others = title_->sizeHint().height() + (broken_->isHidden() ? 0 : broken_->height() + look_.px(8)) + sentence_->sizeHint().height() + story_->minimumSizeHint().height() +
                       scrubber_->sizeHint().height() + look_.px(56);
    bytesCard_->setVisible(height() - others >= look_.px(kLeastBytesHeight));
}

void ProjectorScreen::restyle() {
    const int gap = look_.px(8);
    layout()->setContentsMargins(look_.px(11), look_.px(10), look_.px(11), look_.px(6));
    layout()->setSpacing(gap);
    bytesCard_->layout()->setContentsMargins(look_.px(12), look_.px(6), look_.px(8), look_.px(6));
    for (QLabel* label : {title_, note_}) {
        label->setFont(look_.sans(14));
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, look_.theme().muted);
        label->setPalette(palette);
    }
    showTitle();
    fitBytes();
    update();
}

void ProjectorScreen::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), look_.theme().paper); }

}  // namespace vitrine::ui
