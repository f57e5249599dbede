#include "ui/panels/segments_panel.h"


#include "core/trace/node_kinds.h"
#include "ui/models/numbers.h"

namespace vitrine::ui {

SegmentsPanel::SegmentsPanel(Look& look, QWidget* parent) : Card(look, tr("Segments"), parent) {
    setObjectName(QStringLiteral("segmentsPanel"));
    setSubtitle(tr("one row a file, drawn to one scale"));
    using Chip = LegendChip;
    const auto legend = [&](Chip::Kind kind, const QString& text, QColor Theme::*color) {
        addToLegend(new Chip(look, kind, text, color, &Theme::muted, this));
    };
    legend(Chip::Kind::square, tr("live"), &Theme::live);
    legend(Chip::Kind::square, tr("tombstone"), &Theme::tombstone);
    legend(Chip::Kind::square, tr("dead"), &Theme::dead);
    legend(Chip::Kind::hatched, tr("not on the platter"), &Theme::hatch);
    view_ = new SegmentsView(look, this);
    body()->addWidget(view_, 1);
    body()->addWidget(new Hairline(look, this));
    auto* footer = new QHBoxLayout;
    why_ = new LookLabel(look, 14, &Theme::ink, this);
    why_->setObjectName(QStringLiteral("segmentsWhy"));
    compact_ = new FlatButton(look, tr("Compact"), FlatButton::Kind::plain, this);
    compact_->setObjectName(QStringLiteral("segmentsCompact"));
    compact_->setEnabled(false);
    footer->addWidget(why_, 1);
    cover_ = new CoveredText(look, this);
    cover_->setObjectName(QStringLiteral("segmentsCover"));
    cover_->hide();
    footer->addWidget(cover_, 3);
    footer->addWidget(compact_);
    body()->addLayout(footer);
    connect(view_, &SegmentsView::shown, this, [this] { say(); });
    connect(compact_, &QPushButton::clicked, this, [this] {
        Q_EMIT view_->commandWanted(offersPut_ ? QStringLiteral("put user:1 Ada") : QStringLiteral("compact"));
    });
    why_->setElided({}, tr("No bytes yet. Put a key."));
}

void SegmentsPanel::say() {
    const bool covered = view_->moment().covered;
    if (saidAt_ == MomentKey::of(view_->moment()) && saidCovered_ == covered) return;
    saidAt_ = MomentKey::of(view_->moment());
    saidCovered_ = covered;
    const std::uint64_t hidden = view_->model().hiddenSegments();
    setSubtitle(hidden == 0 ? tr("one row a file, drawn to one scale")
                            : tr("%L1 older segments are counted, but have no rows: they are too many").arg(hidden));
    const Shares& all = view_->model().totals();
    cover_->setVisible(covered);
    compact_->setVisible(!covered);
    if (covered) {
        cover_->show({}, coveredUntilAnswered());
        return why_->setElided(tr("Why %1 B?").arg(groupedNumbers().toString(static_cast<qulonglong>(all.total()))), {});
    }
    if (all.total() == 0) {
        why_->setElided({}, tr("No bytes yet. Put a key."));
    } else {
        QString sum;
        const QLocale locale = groupedNumbers();
        const auto number = [&](std::uint64_t n) { return locale.toString(static_cast<qulonglong>(n)); };
        const auto part = [&](std::uint64_t bytes, const QString& text) {
            if (bytes == 0) return;
            const QString summand = text.arg(number(bytes));
            sum = sum.isEmpty() ? summand : tr("%1 + %2", "a sum of bytes").arg(sum, summand);
        };
        part(all.live, tr("%1 live"));
        part(all.unproven, tr("%1 not yet in the index"));
        part(all.tombstone, tr("%1 tombstone"));
        part(all.dead, tr("%1 dead"));
        part(all.loose, tr("%1 in records"));
        part(all.damaged, tr("%1 damaged"));
        part(all.overhead, tr("%1 header"));
        why_->setElided(tr("Why %1 B?").arg(number(all.total())), tr("%1.", "the sum of bytes").arg(sum),
                        all.dead + all.tombstone > 0 ? tr("Old copies stay until a compaction.") : QString());
    }
    sayOffer();
}

void SegmentsPanel::sayOffer() {
    const Scene& scene = *view_->moment().scene;
    offersPut_ = view_->moment().live && view_->moment().timeline().operationCount() == 0;
    if (offersPut_) {
        compact_->setEnabled(true);
        compact_->setText(tr("Put user:1 Ada"));
        compact_->setToolTip(tr("Runs the first put"));
        return compact_->updateGeometry();
    }
    const CompactionOffer offer = view_->model().offer();
    const bool open = !scene.nodesOfKind(node_kinds::logEngine).empty();
    const bool running = !scene.nodesOfKind(node_kinds::compaction).empty();
    QString reason;
    if (!open)
        reason = tr("No database is open at this moment.");
    else if (running)
        reason = tr("A compaction is under way.");
    else if (offer.closed == 0)
        reason = tr("Only closed segments can be compacted; roll closes the active one.");
    else if (offer.freed() == 0)
        reason = tr("The closed segments would not get shorter.");
    compact_->setEnabled(reason.isEmpty());
    compact_->setText(running              ? tr("Compacting…")
                      : offer.closed == 0  ? tr("Nothing to compact")
                      : offer.freed() == 0 ? tr("Compact would free nothing")
                      : offer.about        ? tr("Compact would free about %1").arg(sizeText(offer.freed()))
                                           : tr("Compact would free %1").arg(sizeText(offer.freed())));
    compact_->setToolTip(reason.isEmpty() ? tr("%1 closed segments of %2 would become one of %3")
                                                .arg(offer.closed)
                                                .arg(sizeText(offer.before), sizeText(offer.after))
                                          : reason);
    compact_->updateGeometry();
}

SegmentsPanel* makeSegmentsPanel(Look& look, QWidget* parent) { return new SegmentsPanel(look, parent); }

}  // namespace vitrine::ui
