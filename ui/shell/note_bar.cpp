#include "ui/shell/note_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>

#include "ui/export/picture.h"

namespace vitrine::ui {

namespace {
constexpr int kGoodNewsMs = 6000;
}

NoteBar::NoteBar(Look& look, QWidget* window) : QWidget(window), look_(look), hide_(this) {
    setObjectName(QStringLiteral("noteBar"));
    setProperty(kNotInPictures, true);
    text_ = new QLabel(this);
    text_->setObjectName(QStringLiteral("noteText"));
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    progress_ = new QProgressBar(this);
    progress_->setTextVisible(false);
    button_ = new FlatButton(look, {}, FlatButton::Kind::plain, this);
    button_->setObjectName(QStringLiteral("noteButton"));
    auto* row = new QHBoxLayout(this);
    row->addWidget(text_, 1);
    row->addWidget(progress_);
    row->addWidget(button_);
    hide_.setSingleShot(true);
    hide_.setInterval(kGoodNewsMs);
    connect(&hide_, &QTimer::timeout, this, &QWidget::hide);
    connect(button_, &QPushButton::clicked, this, [this] {
        if (progress_->isVisibleTo(this))
            Q_EMIT cancelWanted();
        else
            hide();
    });
    connect(&look_, &Look::changed, this, &NoteBar::restyle);
    window->installEventFilter(this);
    restyle();
    hide();
}

void NoteBar::tell(const QString& sentence) {
    show(sentence, false, false);
    hide_.start();
}

void NoteBar::complain(const QString& sentence) {
    show(sentence, true, false);
}

void NoteBar::showProgress(const QString& text, int done, int of) {
    progress_->setRange(0, std::max(1, of));
    progress_->setValue(done);
    show(text, false, true);
}

void NoteBar::show(const QString& text, bool bad, bool progress) {
    hide_.stop();
    bad_ = bad;
    text_->setText(text);
    progress_->setVisible(progress);
    button_->setText(progress ? tr("Cancel") : tr("Close"));
    setAccessibleName(text);
    restyle();
    QWidget::show();
    place();
    raise();
}

void NoteBar::restyle() {
    const Theme& t = look_.theme();
    layout()->setContentsMargins(look_.px(16), look_.px(8), look_.px(8), look_.px(8));
    layout()->setSpacing(look_.px(12));
    text_->setFont(look_.sans(14));
    QPalette palette = text_->palette();
    palette.setColor(QPalette::WindowText, bad_ ? t.rust : t.ink);
    text_->setPalette(palette);
    progress_->setFixedWidth(look_.px(160));
    progress_->setFixedHeight(look_.px(10));
    place();
    update();
}

/// Above the status bar, in the middle; as wide as what it says, and never wider than the window.
void NoteBar::place() {
    const QWidget& window = *parentWidget();
    const int most = window.width() - 2 * look_.px(24);
    const int words = QFontMetrics(text_->font()).horizontalAdvance(text_->text()) + look_.px(8);
    const int others = button_->sizeHint().width() + (progress_->isVisibleTo(this) ? look_.px(172) : 0) + look_.px(50);
    const int wide = std::min(most, words + others);
    const int high = std::max(look_.px(50), layout()->heightForWidth(wide));
    setGeometry((window.width() - wide) / 2, window.height() - high - look_.px(42), wide, high);
}

bool NoteBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && isVisible()) place();
    return QWidget::eventFilter(watched, event);
}

void NoteBar::paintEvent(QPaintEvent*) {
    const Theme& t = look_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(bad_ ? t.rust : t.blue, 1.5));
    painter.setBrush(t.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), look_.px(8), look_.px(8));
}

}  // namespace vitrine::ui
