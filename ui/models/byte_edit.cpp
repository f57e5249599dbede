#include "ui/models/byte_edit.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/trace/node_kinds.h"
#include "ui/models/numbers.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

constexpr std::size_t kMostLookedAt = 64;  // operations back to the newest opening

QString firstWord(const std::string& line) {
    return QString::fromStdString(line).trimmed().section(QLatin1Char(' '), 0, 0);
}

QString hexText(ByteView bytes) {
    return QString::fromLatin1(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex().toUpper());
}

int nibbleOf(QChar digit) {
    const char c = digit.toLatin1();
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

}  // namespace

EditStand editStandAt(const Moment& moment) {
    EditStand stand;
    if (!moment.scene) return stand;
    stand.open = !moment.scene->nodesOfKind(node_kinds::logEngine).empty();
    const Timeline& timeline = moment.timeline();
    const auto newest = timeline.operationAt(moment.position());
    if (!newest) return stand;
    const FactId end = timeline.operation(*newest).end;
    stand.opening =
        firstWord(timeline.commandOf(*newest)) == QLatin1String("open") && (end == kNoFact || end > moment.position());
    if (stand.open || stand.opening) return stand;
    for (std::size_t i = *newest + 1, looked = 0; i > timeline.firstOperation() && looked < kMostLookedAt; ++looked) {
        const Operation& operation = timeline.operation(--i);
        const QString word = firstWord(timeline.commandOf(i));
        const bool over = operation.end != kNoFact && operation.end <= moment.position();
        if (word == QLatin1String("open")) {
            if (operation.failed && over) stand.refusal = QString::fromStdString(timeline.resultOf(i));
            break;
        }
        if (word == QLatin1String("edit") && !operation.failed) stand.edited = true;
        if (word == QLatin1String("crash") || word == QLatin1String("kill") || word == QLatin1String("close")) break;
    }
    return stand;
}

bool isEdited(const Moment& moment, FactId writer) {
    const Timeline& timeline = moment.timeline();
    if (writer == kNoFact || writer < timeline.restartBefore(moment.position())) return false;
    const auto operation = timeline.operationAt(writer + 1);
    return operation && timeline.operation(*operation).begin <= writer &&
           firstWord(timeline.commandOf(*operation)) == QLatin1String("edit");
}

QString editLine(const QString& file, std::uint64_t offset, ByteView bytes) {
    return QStringLiteral("edit %1 %2 %3").arg(file, QString::fromStdString(hexOffset(offset)), hexText(bytes));
}

QString cutLine(const QString& file, std::uint64_t sizeBytes) {
    return QStringLiteral("edit %1 cut=%2").arg(file).arg(sizeBytes);
}

QString extendLine(const QString& file, const QString& more) {
    return QStringLiteral("edit %1 extend=%2").arg(file, more.simplified());
}

QString flipText(unsigned char byte, int bit) {
    const auto hexByte = [](unsigned value) {
        return QStringLiteral("0x%1")
            .arg(value, 2, 16, QLatin1Char('0'))
            .toUpper()
            .replace(QLatin1Char('X'), QLatin1Char('x'));
    };
    return tr("Bit %1: %2 becomes %3").arg(bit).arg(hexByte(byte), hexByte(byte ^ (1U << bit)));
}

// ---- typing over -----------------------------------------------------------------------------------------------------------

char HexOverwrite::was(std::uint64_t offset) const {
    char byte = 0;
    source_.read(offset, std::span(&byte, 1));
    return byte;
}

char HexOverwrite::now(std::uint64_t offset) const {
    const auto typed = typed_.find(offset);
    return typed == typed_.end() ? was(offset) : typed->second;
}

void HexOverwrite::put(std::uint64_t offset, char byte) {
    if (byte == was(offset))
        typed_.erase(offset);
    else
        typed_[offset] = byte;
}

bool HexOverwrite::type(QChar digit) {
    const int nibble = nibbleOf(digit);
    if (nibble < 0 || caretOffset() >= source_.size()) return false;
    const auto byte = static_cast<unsigned char>(now(caretOffset()));
    put(caretOffset(), static_cast<char>(lowNibble() ? (byte & 0xF0) | nibble : (byte & 0x0F) | nibble << 4));
    ++caret_;
    return true;
}

void HexOverwrite::takeBack() {
    if (caret_ == 0) return;
    --caret_;
    const auto before = static_cast<unsigned char>(was(caretOffset())),
               byte = static_cast<unsigned char>(now(caretOffset()));
    put(caretOffset(),
        static_cast<char>(lowNibble() ? (byte & 0xF0) | (before & 0x0F) : (byte & 0x0F) | (before & 0xF0)));
}

void HexOverwrite::move(std::int64_t nibbles) {
    const auto most = static_cast<std::int64_t>(source_.size() * 2);
    caret_ = static_cast<std::uint64_t>(std::clamp<std::int64_t>(static_cast<std::int64_t>(caret_) + nibbles, 0, most));
}

Bytes HexOverwrite::bytes() const {
    Bytes bytes;
    if (typed_.empty()) return bytes;
    for (std::uint64_t at = begin(); at <= typed_.rbegin()->first; ++at) bytes += now(at);
    return bytes;
}

}  // namespace vitrine::ui
