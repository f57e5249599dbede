#include "ui/models/bench_catalog.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

#include "ui/models/bench_json.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

constexpr std::uint64_t kMostKeys = 1'000'000'000;
constexpr int kMostRounds = 1000;
// Each measurement costs a process, a directory and an open besides its keys: about as much as so many keys.
constexpr double kKeysOfAnEmptyOne = 20'000;

/// "LevelDB (libleveldb-dev)".
BenchMissing readMissing(const QString& text) {
    static const QRegularExpression kForm(QStringLiteral("^(.*) \\((.*)\\)$"));
    const auto match = kForm.match(text);
    return match.hasMatch() ? BenchMissing{match.captured(1), match.captured(2)} : BenchMissing{text, {}};
}

}  // namespace

Result<BenchCatalog> readBenchCatalog(const QByteArray& json, const QString& place) {
    const auto all = parseBenchJson(json, place);
    if (!all) return passOn(all);
    QString problem;
    const BenchFields whole(*all, {}, problem);
    BenchCatalog catalog;
    whole.each("workloads", [&](const BenchFields& one) {
        catalog.workloads.push_back({one.text("name"), one.text("what"), one.texts("guarantees")});
    });
    whole.each("engines", [&](const BenchFields& one) {
        catalog.engines.push_back({one.text("name"), one.text("version"), one.text("settings"), one.flag("ours")});
    });
    for (const QString& one : whole.texts("missing")) catalog.missing.push_back(readMissing(one));
    if (!problem.isEmpty())
        return fail(ErrorCode::corrupt,
                    tr("What %1 can measure cannot be read: %2.").arg(place, problem).toStdString());
    return catalog;
}

std::optional<std::vector<std::uint64_t>> BenchChoice::keyCounts() const {
    std::vector<std::uint64_t> counts;
    for (const QString& part : keys.split(QLatin1Char(','))) {
        bool ok = false;
        const std::uint64_t count = part.simplified().toULongLong(&ok);
        if (!ok || count < 1 || count > kMostKeys) return std::nullopt;
        if (std::ranges::find(counts, count) == counts.end()) counts.push_back(count);
    }
    return counts;
}

QString BenchChoice::whyNot() const {
    if (workloads.isEmpty()) return tr("Choose a workload.");
    if (engines.isEmpty()) return tr("Choose an engine.");
    if (!keyCounts()) return tr("Keys: 1 to 1000000000, or several such numbers with commas between.");
    if (rounds < 1 || rounds > kMostRounds) return tr("Rounds: a whole number from 1 to 1000.");
    const QFileInfo place(directory);
    if (directory.isEmpty() || !place.exists()) return tr("The directory %1 is not there.").arg(directory);
    if (!place.isDir()) return tr("%1 is no directory.").arg(directory);
    if (!place.isWritable()) return tr("Nothing can be written in %1.").arg(directory);
    return {};
}

std::uint64_t BenchChoice::measurements(const BenchCatalog& catalog) const {
    if (!whyNot().isEmpty()) return 0;
    std::uint64_t each = 0;
    for (const BenchWorkload& one : catalog.workloads)
        if (workloads.contains(one.name)) each += static_cast<std::uint64_t>(one.guarantees.size());
    return each * static_cast<std::uint64_t>(engines.size()) * static_cast<std::uint64_t>(rounds) * keyCounts()->size();
}

QStringList BenchChoice::arguments() const {
    QStringList counts;
    for (const std::uint64_t count : keyCounts().value_or(std::vector<std::uint64_t>()))
        counts << QString::number(count);
    return QStringList{QStringLiteral("bench")} + workloads +
           QStringList{QStringLiteral("--engines"), engines.join(QLatin1Char(',')),
                       QStringLiteral("--keys"),    counts.join(QLatin1Char(',')),
                       QStringLiteral("--rounds"),  QString::number(rounds),
                       QStringLiteral("--dir"),     directory,
                       QStringLiteral("--json"),    QStringLiteral("--progress")};
}

std::optional<BenchProgressLine> readBenchProgress(const QString& line) {
    static const QRegularExpression kForm(QStringLiteral("^(\\d+)/(\\d+) (.+)$"));
    const auto match = kForm.match(line.trimmed());
    if (!match.hasMatch()) return std::nullopt;
    return BenchProgressLine{match.captured(1).toULongLong(), match.captured(2).toULongLong(), match.captured(3)};
}

double workShare(const BenchProgressLine& line, const std::vector<std::uint64_t>& keyCounts) {
    if (keyCounts.empty() || !line.at) return line.share();
    const double each = static_cast<double>(line.total) / static_cast<double>(keyCounts.size());
    double left = static_cast<double>(line.at - 1), done = 0, all = 0;
    for (const std::uint64_t keys : keyCounts) {
        const double weight = static_cast<double>(keys) + kKeysOfAnEmptyOne, here = std::min(left, each);
        done += here * weight;
        all += each * weight;
        left -= here;
    }
    return all > 0 ? done / all : 0;
}

QString remainingText(double elapsedSeconds, double share) {
    if (share <= 0) return {};
    const double left = elapsedSeconds / share * (1 - share);
    if (left >= 90) return tr("about %1 min left").arg(std::lround(left / 60));
    return tr("about %1 s left").arg(std::max(1L, std::lround(left)));
}

}  // namespace vitrine::ui
