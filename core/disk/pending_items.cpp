// What is pending, listed for people.
#include <algorithm>

#include <fmt/format.h>

#include "core/disk/crash_point.h"

namespace vitrine {

std::string_view kindName(PendingItem::Kind kind) {
    switch (kind) {
        case PendingItem::Kind::data:
            return "data";
        case PendingItem::Kind::size:
            return "size";
        case PendingItem::Kind::name:
            break;
    }
    return "name";
}

namespace {

PendingItem dataItem(const CrashPoint::File& file, std::uint32_t fileIndex, std::uint32_t write) {
    const CrashPoint::Write& from = file.writes[write];
    PendingItem item{from.number, PendingItem::Kind::data, file.name, {},        write + 1,
                     from.offset, from.sizeBytes,          {},        fileIndex, write};
    item.sentence = fmt::format("{} byte{} at {} of {} are in the cache only.", from.sizeBytes,
                                from.sizeBytes == 1 ? "" : "s", hexOffset(from.offset), file.name);
    if (from.sizeBytes == 1) item.sentence.replace(item.sentence.find(" are "), 5, " is ");
    return item;
}

PendingItem sizeItem(const CrashPoint::File& file, std::uint32_t fileIndex, std::uint32_t size) {
    const CrashPoint::SizeChange& to = file.sizes[size];
    const std::uint64_t before = file.sizes[size - 1].sizeBytes;
    PendingItem item{to.number, PendingItem::Kind::size, file.name, {}, size, 0, to.sizeBytes, {}, fileIndex, size};
    item.sentence = fmt::format("{} {} from {} to {} bytes.", file.name, before < to.sizeBytes ? "grows" : "shrinks",
                                before, to.sizeBytes);
    return item;
}

PendingItem nameItem(const CrashPoint& point, std::uint32_t entry) {
    using Kind = CrashPoint::NameChange::Kind;
    const CrashPoint::NameChange& change = point.nameChanges()[entry];
    PendingItem item;
    item.number = change.number;
    item.kind = PendingItem::Kind::name;
    item.file = point.names()[change.name];
    item.fileIndex = change.file;
    item.entry = entry;
    if (change.kind == Kind::rename) item.newName = point.names()[change.newName];
    item.sentence = change.kind == Kind::create   ? fmt::format("{} is created.", item.file)
                    : change.kind == Kind::remove ? fmt::format("{} is removed.", item.file)
                                                  : fmt::format("{} is renamed to {}.", item.file, item.newName);
    for (std::uint32_t i = 0; i <= entry; ++i) item.index += point.nameChanges()[i].name == change.name;
    return item;
}

}  // namespace

std::vector<PendingItem> CrashPoint::items() const {
    std::vector<PendingItem> items;
    for (std::uint32_t f = 0; f < parts_.files.size(); ++f) {
        const File& file = parts_.files[f];
        for (std::uint32_t i = 0; i < file.writes.size(); ++i) items.push_back(dataItem(file, f, i));
        for (std::uint32_t i = 1; i < file.sizes.size(); ++i) items.push_back(sizeItem(file, f, i));
    }
    for (std::uint32_t i = 0; i < parts_.nameChanges.size(); ++i) items.push_back(nameItem(*this, i));
    std::sort(items.begin(), items.end(),
              [](const PendingItem& a, const PendingItem& b) { return a.number < b.number; });
    return items;
}

}  // namespace vitrine
