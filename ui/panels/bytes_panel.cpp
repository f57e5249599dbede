#include "ui/panels/bytes_panel.h"

#include <QMenu>

namespace vitrine::ui {

BytesPanel::BytesPanel(Look& look, QWidget* parent) : Card(look, tr("Bytes"), parent) {
    setObjectName(QStringLiteral("bytesPanel"));
    view_ = new BytesView(look, this);
    files_ = new FlatButton(look, {}, FlatButton::Kind::plain, this);
    files_->setObjectName(QStringLiteral("bytesFiles"));
    files_->setIconName(QStringLiteral("chevron-down"), true);
    files_->setToolTip(tr("Show another file, or follow the newest step"));
    files_->setAccessibleName(tr("Choose the file shown"));
    files_->setFixedHeight(look.px(24));
    connect(&look, &Look::changed, this, [this, &look] { files_->setFixedHeight(look.px(24)); });
    files_->hide();
    addToTitleRow(files_);
    using Chip = LegendChip;
    const auto chip = [&](const QString& text, QColor Theme::* color, QColor Theme::* ink) {
        auto* made = new Chip(look, Chip::Kind::filled, text, color, ink, this);
        addToLegend(made);
        return made;
    };
    chip(tr("crc32c"), &Theme::crc, &Theme::onField);
    chip(tr("header"), &Theme::header, &Theme::onField);
    chip(tr("key"), &Theme::key, &Theme::onField);
    chip(tr("value"), &Theme::value, &Theme::onField);
    chip(tr("deleted key"), &Theme::tombstone, &Theme::onTombstone);
    dead_ = chip(tr("dead"), &Theme::dead, &Theme::onDead);
    dead_->hide();
    body()->addWidget(view_, 1);
    body()->addWidget(new Hairline(look, this));
    auto* footer = new QHBoxLayout;
    story_ = new LookLabel(look, 14, &Theme::ink, this);
    story_->setObjectName(QStringLiteral("bytesStory"));
    goToWrite_ = new FlatButton(look, tr("Go to the write"), FlatButton::Kind::plain, this);
    goToWrite_->setObjectName(QStringLiteral("goToWrite"));
    footer->addWidget(story_, 1);
    footer->addWidget(goToWrite_);
    body()->addLayout(footer);
    connect(view_, &BytesView::shown, this, [this] { say(); });
    connect(goToWrite_, &QPushButton::clicked, this, [this] { Q_EMIT view_->goTo(write_); });
    connect(files_, &QPushButton::clicked, this, [this] { offerFiles(); });
    setTitleMono(false);
    story_->setElided({}, tr("Point at a byte: here stands who wrote it, what copied it and what points at it."));
    goToWrite_->setEnabled(false);
}

void BytesPanel::say() {
    const Moment& moment = view_->moment();
    const SpaceState* file = moment.scene->space(view_->space());
    setTitleMono(file != nullptr);
    setTitle(file ? QString::fromStdString(file->name) : tr("Bytes"));
    QString subtitle;
    if (file) {
        subtitle = tr("%n byte(s)", nullptr, static_cast<int>(std::min<std::uint64_t>(view_->sizeBytes(), 2'000'000'000)));
        if (view_->sizeBytes() != 1) subtitle = tr("%1 bytes").arg(view_->sizeBytes());
        const std::uint64_t all = view_->dissection().source().size();
        if (all > view_->sizeBytes()) subtitle += tr(" + %1 in the process").arg(all - view_->sizeBytes());
    }
    setSubtitle(subtitle);
    dead_->setVisible(view_->showsDead());
    const auto files = moment.scene->files();
    files_->setVisible(files.size() > 1);
    // Segments that are counted only have files, too.
    files_->setText(view_->chosen() ? tr("this file") : tr("%L1 files").arg(files.size() + hiddenSegments(*moment.scene)));
    const auto subject = view_->subject();
    if (!subject) {
        story_->setElided({}, tr("Point at a byte: here stands who wrote it, what copied it and what points at it."));
        write_ = kNoFact;
    } else {
        const RangeStory story = storyOf(moment, view_->dissection(), *subject);
        story_->setElided(story.title, story.text);
        write_ = story.write;
    }
    const bool there = write_ != kNoFact && write_ == moment.position();
    goToWrite_->setEnabled(write_ != kNoFact && !there);
    goToWrite_->setToolTip(there                ? tr("The cursor stands at the write already.")
                           : write_ == kNoFact ? tr("Point at bytes that were written in this history.")
                                               : tr("Move the cursor to the step that wrote these bytes"));
}

void BytesPanel::offerFiles() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* follow = menu->addAction(tr("Follow the newest step"));
    follow->setCheckable(true);
    follow->setChecked(view_->chosen() == 0);
    connect(follow, &QAction::triggered, this, [this] { view_->choose(0); });
    menu->addSeparator();
    for (const SpaceState* file : view_->moment().scene->files()) {
        QAction* action = menu->addAction(QString::fromStdString(file->name));
        action->setCheckable(true);
        action->setChecked(view_->chosen() == file->id);
        connect(action, &QAction::triggered, this, [this, id = file->id] { view_->choose(id); });
    }
    menu->popup(files_->mapToGlobal(QPoint(0, files_->height())));
}

BytesPanel* makeBytesPanel(Look& look, QWidget* parent) { return new BytesPanel(look, parent); }

}  // namespace vitrine::ui
