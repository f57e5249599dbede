#include "ui/models/cut_choice.h"

#include <QLocale>
#include <algorithm>
#include <numeric>

#include "ui/models/numbers.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

constexpr double kUsualTear = 0.82;  // of the write: far enough that one sees what is missing

QString fileName(const CrashPoint::File& file) { return QString::fromStdString(file.name); }

/// "0000000002.log is created"
QString changeWords(const CrashPoint& point, const CrashPoint::NameChange& change) {
    using Kind = CrashPoint::NameChange::Kind;
    const QString name = QString::fromStdString(point.names()[change.name]);
    if (change.kind == Kind::create) return tr("%1 is created").arg(name);
    if (change.kind == Kind::remove) return tr("%1 is removed").arg(name);
    return tr("%1 is renamed to %2").arg(name, QString::fromStdString(point.names()[change.newName]));
}

bool sameWrites(const CrashPoint& point, const CrashPoint::Sector& a, const CrashPoint::Sector& b) {
    if (a.writes != b.writes) return false;
    for (std::uint32_t version = 1; version <= a.writes; ++version)
        if (point.writeOf(a, version) != point.writeOf(b, version)) return false;
    return true;
}

/// Growth that a write brought is counted with the write.
bool isGrowthOf(const CrashPoint::File& file, const CrashPoint::SizeChange& size) {
    return std::ranges::any_of(file.writes, [&](const CrashPoint::Write& write) { return write.number + 1 == size.number; });
}

}  // namespace

QString offsetText(std::uint64_t offset) { return QString::fromStdString(hexOffset(offset)); }

// ---- another moment -----------------------------------------------------------------------------------------------------

void CutChoice::setPoint(std::shared_ptr<const CrashPoint> point, const std::vector<WriteLabel>& labels) {
    point_ = std::move(point);
    bars_.clear();
    byTime_.clear();
    tears_.clear();
    rows_.clear();
    reordered_.reset();
    tear_ = 0;
    keep_ = Keep::nothing;
    outcome_ = point_ ? point_->keepNone() : Outcome{};
    if (!point_) return;
    findBars(labels);
    findTears();
    findReordered();
    findRows();
    if (whyNoTear().isEmpty()) setKeep(Keep::torn);
}

void CutChoice::findBars(const std::vector<WriteLabel>& labels) {
    std::size_t label = 0;
    for (std::uint32_t f = 0; f < point_->files().size(); ++f) {
        const CrashPoint::File& file = point_->files()[f];
        for (std::uint32_t w = 0; w < file.writes.size(); ++w, ++label)
            bars_.push_back({f, w, file.writes[w].number, file.writes[w].offset, file.writes[w].sizeBytes,
                             label < labels.size() ? labels[label] : WriteLabel{}});
    }
    std::stable_sort(bars_.begin(), bars_.end(), [this](const Bar& a, const Bar& b) {
        const std::string &left = point_->files()[a.file].name, &right = point_->files()[b.file].name;
        return std::tie(left, a.file, a.offset, a.number) < std::tie(right, b.file, b.offset, b.number);
    });
    byTime_.resize(bars_.size());
    std::iota(byTime_.begin(), byTime_.end(), std::size_t{0});
    std::ranges::sort(byTime_, {}, [this](std::size_t bar) { return bars_[bar].number; });
}

/// In the order of time; by default in the last write that can be torn.
void CutChoice::findTears() {
    for (const std::size_t bar : byTime_)
        for (std::uint32_t sectors = 0; sectors < writeOf(bars_[bar]).sectorCount; ++sectors) tears_.push_back({bar, sectors});
    if (byTime_.empty()) return;
    tears_.push_back({byTime_.back(), writeOf(bars_[byTime_.back()]).sectorCount});
    for (std::size_t place = tears_.size(); place-- > 0;) {
        const Bar& bar = bars_[tears_[place].bar];
        const bool inside = tornInside(place);
        const bool far = static_cast<double>(bytesIn(bar, tears_[place].sectors)) > kUsualTear * static_cast<double>(bar.sizeBytes);
        if (inside && (!far || tears_[place].sectors == 1)) {
            tear_ = place;
            return;
        }
    }
}

/// Of all writes, by time, the first that can be lost while a later one stays whole.
void CutChoice::findReordered() {
    for (std::size_t i = 0; i + 1 < byTime_.size(); ++i) {
        const Bar& lost = bars_[byTime_[i]];
        const CrashPoint::Write& write = writeOf(lost);
        Outcome outcome = point_->keepAll();
        for (std::uint32_t s = write.firstSector; s < write.firstSector + write.sectorCount; ++s)
            outcome.versions[s] = point_->versionAfter(point_->sectors()[s], lost.write) - 1;
        const bool laterIsWhole =
            std::any_of(byTime_.begin() + static_cast<std::ptrdiff_t>(i) + 1, byTime_.end(),
                        [&](std::size_t bar) { return keptOf(bars_[bar], outcome) == bars_[bar].sizeBytes; });
        if (!laterIsWhole || !point_->allows(outcome)) continue;
        reordered_ = std::move(outcome);
        return;
    }
}

void CutChoice::findRows() {
    for (std::uint32_t f = 0; f < point_->files().size(); ++f) {
        const CrashPoint::File& file = point_->files()[f];
        addSectorRows(f);
        if (file.sizes.size() < 2) continue;
        Row row{Row::Kind::size, f, 0, 0, 0, tr("its length"), {}};
        for (std::size_t i = 0; i < file.sizes.size(); ++i) {
            const QString bytes = tr("%1 B").arg(groupedNumbers().toString(qulonglong(file.sizes[i].sizeBytes)));
            row.options << (i == 0 ? tr("%1, as synced").arg(bytes) : bytes);
        }
        rows_.push_back(row);
    }
    for (std::uint32_t i = 0; i < point_->nameChanges().size(); ++i)
        rows_.push_back({Row::Kind::name, point_->nameChanges()[i].file, 0, 0, i,
                         changeWords(*point_, point_->nameChanges()[i]), {tr("lost"), tr("kept")}});
}

void CutChoice::addSectorRows(std::uint32_t f) {
    const CrashPoint::File& file = point_->files()[f];
    const auto label = [&](std::uint32_t write) {
        for (const Bar& bar : bars_)
            if (bar.file == f && bar.write == write && !bar.label.what.isEmpty()) return bar.label.what;
        return tr("write %1").arg(write + 1);
    };
    for (std::uint32_t s = file.firstSector; s < file.firstSector + file.sectorCount;) {
        const CrashPoint::Sector& first = point_->sectors()[s];
        std::uint32_t end = s + 1;
        while (end < file.firstSector + file.sectorCount && sameWrites(*point_, first, point_->sectors()[end]) &&
               point_->sectors()[end].start == point_->sectors()[end - 1].start + point_->sectorBytes())
            ++end;
        Row row{Row::Kind::sectors, f, s, end - s, 0, {}, {tr("as synced")}};
        std::uint64_t from = ~std::uint64_t{0}, to = 0;
        QString last;
        for (std::uint32_t version = 1; version <= first.writes; ++version) {
            const CrashPoint::Write& write = file.writes[point_->writeOf(first, version)];
            from = std::min(from, write.offset);
            to = std::max(to, write.offset + write.sizeBytes);
            last = label(point_->writeOf(first, version));
            row.options << tr("after %1").arg(last);
        }
        from = std::max(from, first.start);
        to = std::min(to, point_->sectors()[end - 1].start + point_->sectorBytes());
        row.title = tr("%1–%2 %3").arg(offsetText(from), offsetText(to), last);
        rows_.push_back(row);
        s = end;
    }
}

// ---- what is chosen -------------------------------------------------------------------------------------------------------

void CutChoice::setKeep(Keep keep) {
    if (!point_ || (keep == Keep::torn && !whyNoTear().isEmpty()) || (keep == Keep::reordered && !reordered_)) return;
    keep_ = keep;
    if (keep == Keep::nothing) outcome_ = point_->keepNone();
    if (keep == Keep::everything) outcome_ = point_->keepAll();
    if (keep == Keep::torn) outcome_ = tornAt(tear_);
    if (keep == Keep::reordered) outcome_ = *reordered_;
}

void CutChoice::setOutcome(const Outcome& outcome) {
    if (!point_ || !point_->allows(outcome)) return;
    outcome_ = outcome;
    keep_ = outcome == point_->keepAll()    ? Keep::everything
            : outcome == point_->keepNone() ? Keep::nothing
            : outcome == reordered_         ? Keep::reordered
                                            : Keep::each;
    if (keep_ != Keep::each) return;
    // The only tear that could give it is in the first write, by time, that is not whole.
    std::size_t place = 0;
    for (const std::size_t bar : byTime_) {
        const CrashPoint::Write& write = writeOf(bars_[bar]);
        std::uint32_t kept = 0;
        while (kept < write.sectorCount &&
               outcome.versions[write.firstSector + kept] >=
                   point_->versionAfter(point_->sectors()[write.firstSector + kept], bars_[bar].write))
            ++kept;
        place += kept;
        if (kept < write.sectorCount) break;
    }
    if (place >= tears_.size() || !tornInside(place) || tornAt(place) != outcome) return;
    tear_ = place;
    keep_ = Keep::torn;
}

// ---- the tear -------------------------------------------------------------------------------------------------------------

std::uint64_t CutChoice::bytesIn(const Bar& bar, std::uint32_t sectors) const {
    if (sectors == 0) return 0;
    const std::uint64_t first = point_->sectors()[writeOf(bar).firstSector].start;
    return std::min(bar.sizeBytes, first + sectors * point_->sectorBytes() - bar.offset);
}

bool CutChoice::tornInside(std::size_t place) const {
    const TearPlace& at = tears_[place];
    return at.sectors > 0 && at.sectors < writeOf(bars_[at.bar]).sectorCount;
}

/// What had reached the disk when the power went in the middle of that write: all before it, nothing behind it.
Outcome CutChoice::tornAt(std::size_t place) const {
    const TearPlace& at = tears_[place];
    const Bar& torn = bars_[at.bar];
    if (place + 1 == tears_.size()) return point_->keepAll();
    Outcome outcome = point_->keepNone();
    for (const Bar& bar : bars_) {
        const CrashPoint::Write& write = writeOf(bar);
        const std::uint32_t kept = bar.number < torn.number ? write.sectorCount : bar.number == torn.number ? at.sectors : 0;
        for (std::uint32_t s = write.firstSector; s < write.firstSector + kept; ++s)
            outcome.versions[s] = std::max(outcome.versions[s], point_->versionAfter(point_->sectors()[s], bar.write));
    }
    for (std::uint32_t f = 0; f < point_->files().size(); ++f) {
        const CrashPoint::File& file = point_->files()[f];
        for (std::uint32_t i = 1; i < file.sizes.size(); ++i) {
            const bool its = f == torn.file && at.sectors > 0 && file.sizes[i].number == torn.number + 1;
            if (file.sizes[i].number < torn.number || its) outcome.sizes[f] = i;
        }
    }
    for (std::size_t i = 0; i < outcome.names.size(); ++i) outcome.names[i] = point_->nameChanges()[i].number < torn.number;
    point_->dropUnsupportedSizes(outcome);
    return outcome;
}

void CutChoice::setTear(std::size_t place) {
    if (place >= tears_.size()) return;
    tear_ = place;
    outcome_ = tornAt(place);
    keep_ = Keep::torn;
}

std::size_t CutChoice::tearNear(std::size_t bar, double byte) const {
    std::size_t best = tear_;
    double nearest = -1;
    const auto consider = [&](std::size_t place, double at) {
        const double away = std::abs(at - byte);
        if (nearest >= 0 && away >= nearest) return;
        nearest = away;
        best = place;
    };
    for (std::size_t place = 0; place < tears_.size(); ++place) {
        if (tears_[place].bar != bar) continue;
        consider(place, static_cast<double>(bytesIn(bars_[bar], tears_[place].sectors)));
        // Whole is the next one's beginning.
        const bool last = place + 1 < tears_.size() && tears_[place + 1].bar != bar;
        if (last) consider(place + 1, static_cast<double>(bars_[bar].sizeBytes));
    }
    return best;
}

std::size_t CutChoice::tornBar() const { return tears_.empty() ? 0 : tears_[tear_].bar; }

std::uint64_t CutChoice::tornBytes() const {
    return tears_.empty() ? 0 : bytesIn(bars_[tears_[tear_].bar], tears_[tear_].sectors);
}

QString CutChoice::whyNoTear() const {
    if (!point_ || bars_.empty()) return tr("No write is pending.");
    if (std::ranges::any_of(bars_, [this](const Bar& bar) { return writeOf(bar).sectorCount > 1; })) return {};
    return tr("Each write lies in one sector of %1 bytes, which a disk writes whole. With smaller sectors, as of "
              "“use log sector=1”, it tears.")
        .arg(groupedNumbers().toString(qulonglong(point_->sectorBytes())));
}

QString CutChoice::whyNotReordered() const {
    if (reordered_) return {};
    if (bars_.size() < 2)
        return tr("Only writes that are pending together can arrive out of their order; there are not two.");
    if (point_->mode() == CrashMode::ordered)
        return tr(
            "This disk is an ordered one: what a file grew by is there before its length, so no earlier write is "
            "missing.");
    return tr("The writes lie in the same sector of %1 bytes, and a newer state of it holds the older ones. With "
              "smaller sectors, as of "
              "“use log sector=1”, they arrive one by one.")
        .arg(groupedNumbers().toString(qulonglong(point_->sectorBytes())));
}

// ---- bars -----------------------------------------------------------------------------------------------------------------

std::vector<CutChoice::Stretch> CutChoice::stretches(const Bar& bar) const {
    return stretchesOf(bar, outcome_);
}
std::uint64_t CutChoice::keptBytes(const Bar& bar) const {
    return keptOf(bar, outcome_);
}

std::vector<CutChoice::Stretch> CutChoice::stretchesOf(const Bar& bar, const Outcome& outcome) const {
    std::vector<Stretch> stretches;
    const CrashPoint::Write& write = writeOf(bar);
    for (std::uint32_t i = 0; i < write.sectorCount; ++i) {
        const CrashPoint::Sector& sector = point_->sectors()[write.firstSector + i];
        const bool kept = outcome.versions[write.firstSector + i] >= point_->versionAfter(sector, bar.write);
        const std::uint64_t end = bytesIn(bar, i + 1);
        if (!stretches.empty() && stretches.back().kept == kept) stretches.back().end = end;
        else stretches.push_back({bytesIn(bar, i), end, kept});
    }
    return stretches;
}

std::uint64_t CutChoice::keptOf(const Bar& bar, const Outcome& outcome) const {
    std::uint64_t bytes = 0;
    for (const Stretch& stretch : stretchesOf(bar, outcome)) bytes += stretch.kept ? stretch.end - stretch.begin : 0;
    return bytes;
}

// ---- one by one -----------------------------------------------------------------------------------------------------------

int CutChoice::chosen(const Row& row) const {
    if (row.kind == Row::Kind::size) return static_cast<int>(outcome_.sizes[row.file]);
    if (row.kind == Row::Kind::name) return outcome_.names[row.change];
    const std::uint32_t version = outcome_.versions[row.firstSector];
    for (std::uint32_t s = row.firstSector; s < row.firstSector + row.sectorCount; ++s)
        if (outcome_.versions[s] != version) return -1;
    return static_cast<int>(version);
}

Outcome CutChoice::with(const Row& row, int option, int sector) const {
    Outcome outcome = outcome_;
    const auto value = static_cast<std::uint32_t>(option);
    if (row.kind == Row::Kind::size) outcome.sizes[row.file] = value;
    if (row.kind == Row::Kind::name) outcome.names[row.change] = static_cast<std::uint8_t>(option != 0);
    if (row.kind == Row::Kind::sectors)
        for (std::uint32_t i = 0; i < row.sectorCount; ++i)
            if (sector < 0 || static_cast<std::uint32_t>(sector) == i) outcome.versions[row.firstSector + i] = value;
    return outcome;
}

QString CutChoice::whyNot(const Row& row, int option, int sector) const {
    if (!point_ || option < 0 || option >= row.options.size()) return tr("There is no such choice.");
    const Outcome wanted = with(row, option, sector);
    if (point_->allows(wanted)) return {};
    if (row.kind == Row::Kind::size) return tr("On an ordered disk a file is that long only once the data is there that it grew by.");
    if (row.kind == Row::Kind::sectors) return tr("On an ordered disk this data is there before the length that the file has.");
    for (std::size_t i = 0; i < wanted.names.size(); ++i)
        for (const std::uint32_t before : point_->nameChanges()[i].waitsFor) {
            if (!wanted.names[i] || before == CrashPoint::kNone || wanted.names[before]) continue;
            const QString first = changeWords(*point_, point_->nameChanges()[before]);
            const QString then = changeWords(*point_, point_->nameChanges()[i]);
            return option ? tr("It happens only behind “%1”: keep that first.").arg(first)
                          : tr("“%1” is kept and waits for it: lose that first.").arg(then);
        }
    return tr("The disk model does not allow it.");
}

bool CutChoice::choose(const Row& row, int option, int sector) {
    if (!whyNot(row, option, sector).isEmpty()) return false;
    outcome_ = with(row, option, sector);
    keep_ = Keep::each;
    return true;
}

QString CutChoice::headingOf(const Row& row) const {
    return row.kind == Row::Kind::name ? tr("names") : fileName(point_->files()[row.file]);
}

// ---- words ----------------------------------------------------------------------------------------------------------------

QString CutChoice::summary(bool cut) const {
    if (nothingPending())
        return cut ? tr("Everything was on the platter: the power cut lost nothing.")
                   : tr("Everything is on the platter: a power cut now loses nothing.");
    std::uint64_t bytes = 0;
    for (const Bar& bar : bars_) bytes += bar.sizeBytes;
    int lengths = 0, names[3] = {};
    for (const CrashPoint::File& file : point_->files())
        for (std::size_t i = 1; i < file.sizes.size(); ++i) lengths += !isGrowthOf(file, file.sizes[i]);
    for (const CrashPoint::NameChange& change : point_->nameChanges()) ++names[static_cast<int>(change.kind)];
    QStringList parts;
    const int writes = static_cast<int>(bars_.size());
    const QString size = tr("%L1 B").arg(bytes);
    if (writes == 1) parts << tr("1 write, %1").arg(size);
    if (writes > 1) parts << tr("%L1 writes, %2").arg(writes).arg(size);
    const auto add = [&](int count, const QString& one, const QString& many) {
        if (count == 1) parts << one;
        if (count > 1) parts << many.arg(count);
    };
    add(lengths, tr("1 change of length"), tr("%L1 changes of length"));
    add(names[0], tr("1 new name"), tr("%L1 new names"));
    add(names[1], tr("1 renaming"), tr("%L1 renamings"));
    add(names[2], tr("1 removal"), tr("%L1 removals"));
    const QString all = parts.join(tr(", ", "between the parts of a list"));
    return cut ? tr("In the cache only when the power went: %1.").arg(all) : tr("In the cache only: %1.").arg(all);
}

QString CutChoice::tearWords() const {
    if (tears_.empty()) return {};
    return tr("%L1 of %L2 B").arg(tornBytes()).arg(bars_[tornBar()].sizeBytes);
}

QString CutChoice::branchName() const {
    switch (keep_) {
        case Keep::nothing:
            return tr("nothing kept");
        case Keep::everything:
            return tr("everything kept");
        case Keep::torn:
            return tr("torn %1 of %2").arg(tornBytes()).arg(bars_[tornBar()].sizeBytes);
        case Keep::reordered:
            return tr("reordered");
        case Keep::each:
            break;
    }
    bool lostBefore = false;  // by time
    for (const std::size_t bar : byTime_) {
        const std::uint64_t kept = keptBytes(bars_[bar]);
        if (kept > 0 && lostBefore) return tr("reordered");
        lostBefore = lostBefore || kept < bars_[bar].sizeBytes;
    }
    return tr("a part kept");
}

QString CutChoice::barWords(const Bar& bar) const {
    const std::uint64_t kept = keptBytes(bar);
    QString what = bar.label.what.isEmpty() ? tr("write %1").arg(bar.write + 1) : bar.label.what;
    if (!bar.label.operation.isEmpty()) what = tr("%1 (%2)").arg(what, bar.label.operation);
    const QString place = tr("%1 at %2 of %3").arg(what, offsetText(bar.offset), fileName(point_->files()[bar.file]));
    if (kept == bar.sizeBytes) return tr("%1: whole, %L2 B").arg(place).arg(bar.sizeBytes);
    if (kept == 0) return tr("%1: lost, %L2 B").arg(place).arg(bar.sizeBytes);
    return tr("%1: torn, %L2 of %L3 B").arg(place).arg(kept).arg(bar.sizeBytes);
}

}  // namespace vitrine::ui
