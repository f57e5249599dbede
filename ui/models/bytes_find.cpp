#include "ui/models/bytes_find.h"

#include <algorithm>
#include <cstring>

#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

constexpr std::uint64_t kPieceBytes = 512 * 1024;

/// The number that `text` is, decimal or behind "0x"; nothing if it is none, or one beyond 64 bits.
std::optional<std::uint64_t> numberOf(QString text) {
    text.remove(QLatin1Char('_')).remove(QLatin1Char(','));
    const bool hexadecimal = text.startsWith(QLatin1String("0x"), Qt::CaseInsensitive);
    bool ok = false;
    const std::uint64_t number = hexadecimal ? text.mid(2).toULongLong(&ok, 16) : text.toULongLong(&ok, 10);
    const bool digit = !text.isEmpty() && text.front().isDigit();
    return ok && digit ? std::optional(number) : std::nullopt;
}

std::optional<std::uint64_t> matchIn(ByteView bytes, ByteView needle) {
    const void* const at = ::memmem(bytes.data(), bytes.size(), needle.data(), needle.size());
    if (!at) return {};
    return static_cast<std::uint64_t>(static_cast<const char*>(at) - bytes.data());
}

}  // namespace

Needle parseNeedle(const QString& typed, bool hexadecimal) {
    const bool prefixed = typed.startsWith(QLatin1String("0x"), Qt::CaseInsensitive);
    if (!hexadecimal && !prefixed) return {typed.toStdString(), {}};
    QString digits = prefixed ? typed.mid(2) : typed;
    digits.remove(QLatin1Char(' '));
    for (const QChar digit : digits)
        if (!QStringView(u"0123456789abcdefABCDEF").contains(digit))
            return {{}, tr("“%1” is no hexadecimal digit.").arg(digit)};
    if (digits.size() % 2 != 0) return {{}, tr("A byte has two hexadecimal digits: one is missing.")};
    return {QByteArray::fromHex(digits.toLatin1()).toStdString(), {}};
}

Destination parseDestination(const QString& typed, std::uint64_t current, std::uint64_t sizeBytes) {
    QString text = typed.simplified().remove(QLatin1Char(' ')).toLower();
    if (text.isEmpty()) return {0, tr("An offset: 125, 0x7D, +16, -0x10 or end.")};
    if (sizeBytes == 0) return {0, tr("This file is empty.")};
    const std::uint64_t last = sizeBytes - 1;
    const bool fromEnd = text.startsWith(QLatin1String("end"));
    if (fromEnd) text.remove(0, 3);
    if (fromEnd && text.isEmpty()) return {last, {}};
    const bool back = text.startsWith(QLatin1Char('-')), on = text.startsWith(QLatin1Char('+'));
    const auto number = fromEnd && !back ? std::nullopt : numberOf(back || on ? text.mid(1) : text);
    if (!number) return {0, tr("“%1” is no offset: 125, 0x7D, +16, -0x10 or end is one.").arg(typed.trimmed())};
    const std::uint64_t base = fromEnd ? last : back || on ? current : 0;
    if (back && *number > base) return {0, tr("That would be %1 bytes before the file begins.").arg(*number - base)};
    if (!back && *number > last - std::min(base, last))
        return {0, tr("The file ends before: its last byte is at 0x%1.").arg(QString::number(last, 16).toUpper())};
    return {back ? base - *number : base + *number, {}};
}

void ByteFinder::start(std::shared_ptr<const ShownSource> source, Bytes needle, std::uint64_t from, bool forward) {
    source_ = std::move(source);
    needle_ = std::move(needle);
    forward_ = forward;
    wrapped_ = false;
    read_ = 0;
    onlyZeros_ = needle_.find_first_not_of('\0') == Bytes::npos;
    const bool possible = source_ && !needle_.empty() && source_->size() >= needle_.size();
    state_ = possible ? State::searching : State::absent;
    if (!possible) return;
    const std::uint64_t begins = source_->size() - needle_.size() + 1;  // offsets at which it can begin
    at_ = from_ = std::min(from, begins);
    stop_ = forward ? begins : 0;
}

double ByteFinder::progress() const {
    if (!source_ || source_->size() == 0) return 0;
    const auto size = static_cast<double>(source_->size());
    const double done = forward_ ? static_cast<double>(at_) - static_cast<double>(from_)
                                 : static_cast<double>(from_) - static_cast<double>(at_);
    return std::clamp((wrapped_ ? done + size : done) / size, 0.0, 1.0);
}

ByteFinder::State ByteFinder::step(std::chrono::microseconds budget) {
    const auto until = std::chrono::steady_clock::now() + budget;
    while (state_ == State::searching) {
        const bool ended = forward_ ? stepForward() : stepBackward();
        if (state_ == State::found) break;
        if (ended && wrapped_) {
            state_ = State::absent;
        } else if (ended) {
            // From the other end up to where it began.
            wrapped_ = true;
            stop_ = from_;
            at_ = forward_ ? 0 : source_->size() - needle_.size() + 1;
        }
        if (std::chrono::steady_clock::now() >= until) break;
    }
    return state_;
}

/// The first or last match that begins in [begin, end).
std::optional<std::uint64_t> ByteFinder::findIn(std::uint64_t begin, std::uint64_t end, bool last) {
    piece_.resize(end - begin + needle_.size() - 1);
    piece_.resize(source_->read(begin, piece_));
    read_ += piece_.size();
    std::optional<std::uint64_t> found;
    for (std::uint64_t at = 0; at < piece_.size();) {
        const auto match = matchIn(ByteView(piece_).substr(at), needle_);
        if (!match) break;
        found = begin + at + *match;
        if (!last) break;
        at += *match + 1;
    }
    return found;
}

bool ByteFinder::stepForward() {
    if (!onlyZeros_) {
        // A match may begin in a hole and reach out of it.
        const std::uint64_t data = source_->nextData(at_);
        if (data > at_ + needle_.size()) at_ = std::min(stop_, data - needle_.size() + 1);
    }
    if (at_ >= stop_) return true;
    const std::uint64_t end = std::min(stop_, at_ + kPieceBytes);
    if (const auto match = findIn(at_, end, false)) found_ = *match, state_ = State::found;
    at_ = end;
    return at_ >= stop_;
}

bool ByteFinder::stepBackward() {
    if (at_ <= stop_) return true;
    std::uint64_t begin = at_ - std::min(at_ - stop_, kPieceBytes);
    const bool hole = !onlyZeros_ && source_->nextData(begin) >= at_ + needle_.size() - 1;
    if (!hole)
        if (const auto match = findIn(begin, at_, true)) found_ = *match, state_ = State::found;
    at_ = begin;
    return at_ <= stop_;
}

std::optional<ByteFinder::Count> ByteFinder::count(const ShownSource& source, ByteView needle, std::uint64_t at) {
    if (source.size() > kMostCounted || needle.empty()) return {};
    Bytes all(source.size(), '\0');
    all.resize(source.read(0, all));
    Count count;
    for (std::uint64_t from = 0; from < all.size();) {
        const auto match = matchIn(ByteView(all).substr(from), needle);
        if (!match) break;
        ++count.all;
        if (from + *match == at) count.number = count.all;
        from += *match + 1;
    }
    return count;
}

}  // namespace vitrine::ui
