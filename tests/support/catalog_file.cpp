#include "tests/support/catalog_file.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include "tests/support/places.h"

namespace vitrine::test {
namespace {

CatalogText readText(QXmlStreamReader& xml, const QString& context) {
    CatalogText text{context, {}, {}, xml.attributes().value(QStringLiteral("numerus")) == QStringLiteral("yes"), {}};
    while (xml.readNextStartElement()) {
        if (xml.name() == QStringLiteral("source")) {
            text.source = xml.readElementText();
        } else if (xml.name() == QStringLiteral("translation")) {
            text.type = xml.attributes().value(QStringLiteral("type")).toString();
            if (!text.numerus) text.translations << xml.readElementText();
            else
                while (xml.readNextStartElement()) text.translations << xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return text;
}

}  // namespace

QString catalogPath(const QString& code) {
    return QStringLiteral("%1/resources/i18n/vitrine_%2.ts").arg(QString::fromStdString(sourceDirectory()), code);
}

QList<CatalogText> readCatalog(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("%s cannot be read", qPrintable(path));
    QXmlStreamReader xml(&file);
    QList<CatalogText> texts;
    xml.readNextStartElement();
    while (xml.readNextStartElement()) {
        QString context;
        if (xml.name() != QStringLiteral("context")) {
            xml.skipCurrentElement();
            continue;
        }
        while (xml.readNextStartElement()) {
            if (xml.name() == QStringLiteral("name")) context = xml.readElementText();
            else if (xml.name() == QStringLiteral("message")) texts << readText(xml, context);
            else xml.skipCurrentElement();
        }
    }
    if (xml.hasError() || texts.isEmpty()) qFatal("%s is no catalog: %s", qPrintable(path), qPrintable(xml.errorString()));
    return texts;
}

QStringList marksOf(const QString& text) {
    static const QRegularExpression mark(QStringLiteral("%L?\\d+|%n|\\*\\*|</?[a-z][^>]*>"));
    QStringList marks;
    for (auto match = mark.globalMatch(text); match.hasNext();) marks << match.next().captured();
    marks.sort();
    return marks;
}

}  // namespace vitrine::test
