#include "ui/theme/prose_font.h"

#include <QFontDatabase>
#include <QRawFont>
#include <QtEndian>
#include <utility>
#include <vector>

namespace vitrine::ui {
namespace {

using Table = std::pair<QByteArray, QByteArray>;  // tag, bytes

void append16(QByteArray& to, std::size_t value) {
    const auto big = qToBigEndian(static_cast<quint16>(value));
    to.append(reinterpret_cast<const char*>(&big), sizeof big);
}

void append32(QByteArray& to, std::size_t value) {
    const auto big = qToBigEndian(static_cast<quint32>(value));
    to.append(reinterpret_cast<const char*>(&big), sizeof big);
}

qsizetype at16(const QByteArray& bytes, qsizetype offset) {
    return offset + 2 <= bytes.size() ? qFromBigEndian<quint16>(bytes.constData() + offset) : 0;
}

// GSUB (OpenType 1.9, "Glyph substitution table")
//   0 version  4 script list  6 feature list  8 lookup list; offsets from here, 16 bits
//   feature list: 0 count, then for each 4 bytes of tag and 2 of offset
/// Renames the feature to one that nobody asks for; its tag keeps its place in the order.
QByteArray withoutAlternates(QByteArray gsub) {
    const qsizetype list = at16(gsub, 6), count = at16(gsub, list);
    for (qsizetype i = 0; i < count; ++i) {
        const qsizetype tag = list + 2 + 6 * i;
        if (gsub.mid(tag, 4) == "calt") gsub.replace(tag, 4, "cal0");
    }
    return gsub;
}

// name ("Naming table"): 0 format  2 count  4 where the texts begin; 12 bytes a record; texts in UTF-16, big-endian
QByteArray nameTable(const QString& family, const QString& style) {
    enum { familyName = 1, styleName = 2, fullName = 4, postScriptName = 6 };
    const QString whole = family + QLatin1Char(' ') + style;
    const std::vector<std::pair<int, QString>> names{
        {familyName, family}, {styleName, style}, {fullName, whole}, {postScriptName, QString(whole).remove(QLatin1Char(' '))}};
    QByteArray records, texts;
    for (const auto& [id, text] : names) {
        for (const std::size_t field : {3, 1, 0x409, id}) append16(records, field);  // Windows, Unicode, English
        append16(records, static_cast<std::size_t>(text.size()) * 2);
        append16(records, static_cast<std::size_t>(texts.size()));
        for (const QChar c : text) append16(texts, c.unicode());
    }
    QByteArray table;
    append16(table, 0);
    append16(table, names.size());
    append16(table, 6 + static_cast<std::size_t>(records.size()));
    return table + records + texts;
}

// A font file: 0 kind  4 number of tables  6 three hints for binary search; 16 bytes a table: tag, checksum, offset, size.
// Checksums and hints are left out: a font from memory is read without them.
QByteArray fontFile(const std::vector<Table>& tables, bool outlinesAreCff) {
    QByteArray directory = outlinesAreCff ? QByteArray("OTTO") : QByteArray("\0\1\0\0", 4), bodies;
    append16(directory, tables.size());
    directory.append(6, '\0');
    const std::size_t begin = static_cast<std::size_t>(directory.size()) + 16 * tables.size();
    for (const auto& [tag, bytes] : tables) {
        directory += tag;
        append32(directory, 0);
        append32(directory, begin + static_cast<std::size_t>(bodies.size()));
        append32(directory, static_cast<std::size_t>(bytes.size()));
        bodies += bytes;
        bodies.append((4 - bodies.size() % 4) % 4, '\0');
    }
    return directory + bodies;
}

/// That weight of Inter as a font file of another family; empty if it is not installed or varies (`fvar`).
QByteArray plainInter(QFont::Weight weight, const QString& family) {
    QFont font(QStringLiteral("Inter"));
    font.setWeight(weight);
    const QRawFont raw = QRawFont::fromFont(font);
    if (raw.familyName() != QLatin1String("Inter") || raw.weight() != weight || !raw.fontTable("fvar").isEmpty()) return {};
    std::vector<Table> tables;
    for (const char* tag : {"CFF ", "GDEF", "GPOS", "GSUB", "OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea",
                            "hmtx", "kern", "loca", "maxp", "name", "post", "prep"}) {
        QByteArray bytes = raw.fontTable(tag);
        if (qstrcmp(tag, "GSUB") == 0) bytes = withoutAlternates(std::move(bytes));
        if (qstrcmp(tag, "name") == 0) bytes = nameTable(family, raw.styleName());
        if (!bytes.isEmpty()) tables.emplace_back(tag, std::move(bytes));
    }
    return fontFile(tables, !raw.fontTable("CFF ").isEmpty());
}

QString registered() {
    const QString plain = QStringLiteral("Vitrine Prose"), inter = QStringLiteral("Inter");
    for (const QFont::Weight weight : {QFont::Normal, QFont::Medium, QFont::DemiBold, QFont::Bold}) {
        const QByteArray file = plainInter(weight, plain);
        const int id = file.isEmpty() ? -1 : QFontDatabase::addApplicationFontFromData(file);
        if (id < 0 || !QFontDatabase::applicationFontFamilies(id).contains(plain)) return inter;
    }
    return plain;
}

}  // namespace

const QString& proseFamily() {
    static const QString family = registered();
    return family;
}

}  // namespace vitrine::ui
