#include "ui/panels/bytes_panel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>

#include "ui/models/segments_model.h"

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
    bar_ = new BytesBar(look, *view_, this);
    edits_ = new BytesEdits(look, *view_, this);
    body()->addWidget(bar_);
    body()->addWidget(edits_);
    body()->addWidget(view_, 1);
    body()->addWidget(new Hairline(look, this));
    makeFooter(look);
    makeActions();
    connect(view_, &BytesView::shown, this, [this] {
        notice_.clear();
        say();
    });
    connect(goToWrite_, &QPushButton::clicked, this, [this] { Q_EMIT view_->goTo(write_); });
    connect(links_, &QPushButton::clicked, this, [this] { offerLinks(); });
    connect(files_, &QPushButton::clicked, this, [this] { offerFiles(); });
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view_, &QWidget::customContextMenuRequested, this, [this](QPoint at) {
        // It speaks of what was marked, else of the byte under the pointer.
        const auto offset = view_->offsetAt(at);
        const auto marked = view_->marked();
        if (offset && !(marked && marked->holds(view_->space(), *offset))) view_->mark(*offset, 1);
        edits_->judge();
        offerMenu(view_->mapToGlobal(at));
    });
    setTitleMono(false);
    story_->setElided({}, tr("Point at a byte: here stands who wrote it, what copied it and what points at it."));
    goToWrite_->setEnabled(false);
    links_->setEnabled(false);
}

void BytesPanel::makeFooter(Look& look) {
    auto* footer = new QHBoxLayout;
    story_ = new LookLabel(look, 14, &Theme::ink, this);
    story_->setObjectName(QStringLiteral("bytesStory"));
    links_ = new FlatButton(look, {}, FlatButton::Kind::plain, this);
    links_->setAccessibleName(tr("Everything that these bytes are tied to"));
    links_->setObjectName(QStringLiteral("bytesLinks"));
    links_->setIconName(QStringLiteral("chevron-down"), true);
    goToWrite_ = new FlatButton(look, tr("Go to the write"), FlatButton::Kind::plain, this);
    goToWrite_->setObjectName(QStringLiteral("goToWrite"));
    footer->addWidget(story_, 1);
    footer->addWidget(links_);
    footer->addWidget(goToWrite_);
    body()->addLayout(footer);
}

QAction* BytesPanel::action(const char* name, const QString& text, const QKeySequence& key, void (BytesPanel::*act)()) {
    auto* made = new QAction(text, this);
    made->setObjectName(QLatin1String(name));
    made->setShortcut(key);
    made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(made, &QAction::triggered, this, act);
    addAction(made);
    return made;
}

void BytesPanel::makeActions() {
    action("bytes.copyHex", tr("Copy the bytes as hex"), QKeySequence(QKeySequence::Copy), &BytesPanel::copyHex);
    action("bytes.copyText", tr("Copy the bytes as text"), {}, &BytesPanel::copyText);
    action("bytes.copyC", tr("Copy the bytes as a C array"), {}, &BytesPanel::copyC);
    action("bytes.find", tr("Find bytes or text…"), QKeySequence(QKeySequence::Find), &BytesPanel::find);
    action("bytes.findNext", tr("Find the next match"), QKeySequence(Qt::Key_F3), &BytesPanel::findNext);
    action("bytes.findPrevious", tr("Find the match before"), QKeySequence(static_cast<int>(Qt::SHIFT) | Qt::Key_F3),
           &BytesPanel::findPrevious);
    action("bytes.goTo", tr("Go to an offset…"), QKeySequence(static_cast<int>(Qt::CTRL) | Qt::Key_G), &BytesPanel::goToOffset);
    action("bytes.links", tr("Everything that these bytes are tied to"), {}, &BytesPanel::offerLinks);
    openFile_ = action("bytes.openFile", tr("Look at any file…"), {}, &BytesPanel::askForFile);
}

void BytesPanel::say() {
    sayFile();
    sayStory();
}

/// Which file it is, and how long.
void BytesPanel::sayFile() {
    const Moment& moment = view_->moment();
    const auto& foreign = view_->foreignFile();
    const SpaceState* file = moment.scene && !foreign ? moment.scene->space(view_->space()) : nullptr;
    setTitleMono(file || foreign);
    if (foreign) setTitle(QFileInfo(QString::fromStdString(foreign->path())).fileName());
    else setTitle(file ? QString::fromStdString(file->name) : tr("Bytes"));
    QString subtitle;
    if (file || foreign) {
        const std::uint64_t size = view_->sizeBytes();
        subtitle = size == 1 ? tr("1 byte") : size < 10'000'000 ? tr("%1 bytes").arg(size) : tr("%L1 bytes, %2").arg(size).arg(sizeText(size));
        const std::uint64_t all = view_->dissection().source().size();
        if (all > size) subtitle = tr("%1 + %2 in the process").arg(subtitle).arg(all - size);
    }
    if (foreign)
        subtitle = (foreign->removed() ? tr("%1 · removed meanwhile, still readable here") : tr("%1 · a file of the disk, read only")).arg(subtitle);
    setSubtitle(subtitle);
    dead_->setVisible(view_->showsDead());
    if (!moment.scene) return files_->setVisible(foreign != nullptr);
    const auto files = moment.scene->files();
    files_->setVisible(files.size() > 1 || foreign);
    // Segments that are counted only have files, too.
    files_->setText(view_->chosen() ? tr("this file") : tr("%L1 files").arg(files.size() + hiddenSegments(*moment.scene)));
}

void BytesPanel::sayStory() {
    const Moment& moment = view_->moment();
    const auto subject = view_->subject();
    write_ = kNoFact;
    links_->setEnabled(subject && !view_->foreignFile());
    links_->setToolTip(!subject               ? tr("Point at bytes first.")
                       : view_->foreignFile() ? tr("Nobody knows who wrote this file.")
                                              : tr("Who wrote them, their copies and the copies of these, and what points at them"));
    if (!subject) {
        story_->setElided({}, tr("Point at a byte: here stands who wrote it, what copied it and what points at it."));
    } else {
        const RangeStory story = storyOf(moment, view_->dissection(), *subject);
        story_->setElided(story.title, story.text);
        write_ = story.write;
    }
    if (!notice_.isEmpty()) story_->setElided(notice_, {});
    const bool there = write_ != kNoFact && write_ == moment.position();
    goToWrite_->setEnabled(write_ != kNoFact && !there);
    goToWrite_->setToolTip(there                ? tr("The cursor stands at the write already.")
                           : write_ == kNoFact ? tr("Point at bytes that were written in this history.")
                                               : tr("Move the cursor to the step that wrote these bytes"));
}

void BytesPanel::notice(const QString& sentence) {
    notice_ = sentence;
    sayStory();
}

// ---- what it offers ----------------------------------------------------------------------------------------------------

void BytesPanel::copy(CopyAs as) {
    const auto range = view_->selected();
    if (!range) return notice(tr("Mark bytes first: drag over them, or use Shift with the arrows."));
    if (range->size > kMostCopied)
        return notice(tr("%1 are marked, and at most %2 can be copied at once.").arg(sizeText(range->size), sizeText(kMostCopied)));
    Bytes bytes(range->size, '\0');
    bytes.resize(view_->dissection().source().read(range->offset, bytes));
    QGuiApplication::clipboard()->setText(copied(bytes, as));
    notice(tr("%L1 bytes are on the clipboard.").arg(bytes.size()));
}

void BytesPanel::askForFile() {
    auto* dialog = new QFileDialog(this, tr("Look at any file"));
    dialog->setObjectName(QStringLiteral("bytesFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &BytesPanel::openFile);
    dialog->open();
}

void BytesPanel::openFile(const QString& path) {
    auto file = FileOnDisk::open(path.toStdString());
    if (!file) return notice(tr("%1 cannot be shown: %2").arg(path, QString::fromStdString(file.error().message)));
    view_->showFile(std::move(*file));
}

void BytesPanel::offerLinks() {
    const auto subject = view_->subject();
    if (!subject) return notice(tr("Point at bytes first."));
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("bytesLinksMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Link& link : linksOf(view_->moment(), view_->dissection(), *subject)) {
        // An ampersand would underline what follows it.
        QAction* item = menu->addAction(QString(link.text).replace(QLatin1Char('&'), QLatin1String("&&")));
        item->setEnabled(link.leads());
        connect(item, &QAction::triggered, this, [this, link] {
            if (!link.select.empty()) Q_EMIT view_->picked(link.select);
            else Q_EMIT view_->goTo(link.go);
        });
    }
    menu->popup(links_->mapToGlobal(QPoint(0, links_->height())));
}

void BytesPanel::offerMenu(QPoint at) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("bytesMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);  // why something cannot be done
    menu->addActions(actions());
    menu->popup(at);
}

void BytesPanel::offerFiles() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* follow = menu->addAction(tr("Follow the newest step"));
    follow->setCheckable(true);
    follow->setChecked(view_->chosen() == 0 && !view_->foreignFile());
    connect(follow, &QAction::triggered, this, [this] { view_->choose(0); });
    menu->addSeparator();
    for (const SpaceState* file : view_->moment().scene->files()) {
        QAction* action = menu->addAction(QString::fromStdString(file->name));
        action->setCheckable(true);
        action->setChecked(view_->chosen() == file->id);
        connect(action, &QAction::triggered, this, [this, id = file->id] { view_->choose(id); });
    }
    menu->addSeparator();
    menu->addAction(openFile_);
    menu->popup(files_->mapToGlobal(QPoint(0, files_->height())));
}

BytesPanel* makeBytesPanel(Look& look, QWidget* parent) { return new BytesPanel(look, parent); }

}  // namespace vitrine::ui
