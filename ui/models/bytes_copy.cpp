#include "ui/models/bytes_copy.h"

#include <QStringDecoder>
#include <algorithm>

namespace vitrine::ui {

namespace {

constexpr std::size_t kInALine = 16;
constexpr char kDigits[] = "0123456789ABCDEF";

std::string inHex(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() * 3);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0) text += i % kInALine == 0 ? '\n' : ' ';
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

std::string inC(ByteView bytes) {
    std::string text = "const unsigned char bytes[" + std::to_string(bytes.size()) + "] = {";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text += i % kInALine == 0 ? "\n    " : " ";
        text += "0x";
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
        text += ',';
    }
    return text + "\n};\n";
}

QString inText(ByteView bytes) {
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    const bool plain = !decoder.hasError() && std::ranges::all_of(text, [](QChar c) {
        return c.unicode() >= 32 || c == QLatin1Char('\n') || c == QLatin1Char('\t') || c == QLatin1Char('\r');
    });
    return plain ? text : QString::fromStdString(escape(bytes));
}

}  // namespace

QString copied(ByteView bytes, CopyAs as) {
    switch (as) {
        case CopyAs::hex: return QString::fromStdString(inHex(bytes));
        case CopyAs::text: return inText(bytes);
        case CopyAs::cArray: return QString::fromStdString(inC(bytes));
    }
    return {};
}

}  // namespace vitrine::ui
