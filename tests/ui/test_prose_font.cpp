// Hexadecimal numbers are drawn as they are written, in whatever text of the window they stand.
#include <QFontInfo>
#include <QGlyphRun>
#include <QLabel>
#include <QRawFont>
#include <QTest>
#include <QTextLayout>
#include <QToolTip>

#include "ui/theme/prose_font.h"
#include "ui/theme/theme.h"

using namespace vitrine::ui;

namespace {

/// The glyphs that a text is drawn with.
QList<quint32> glyphsOf(const QString& text, const QFont& font) {
    QTextLayout layout(text, font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    QList<quint32> glyphs;
    for (const QGlyphRun& run : layout.glyphRuns()) glyphs << run.glyphIndexes();
    return glyphs;
}

/// Those of its characters, each alone.
QList<quint32> plainGlyphsOf(const QString& text, const QFont& font) {
    QList<quint32> glyphs;
    for (const QChar c : text) glyphs << glyphsOf(QString(c), font);
    return glyphs;
}

}  // namespace

class TestProseFont : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() {
        if (QFontInfo(QFont(QStringLiteral("Inter"))).family() != QStringLiteral("Inter")) QSKIP("Inter is not installed");
    }

    void whatIsWrittenIsDrawn_data() {
        QTest::addColumn<int>("weight");
        QTest::newRow("normal") << static_cast<int>(QFont::Normal);
        QTest::newRow("medium") << static_cast<int>(QFont::Medium);
        QTest::newRow("demibold") << static_cast<int>(QFont::DemiBold);
        QTest::newRow("bold") << static_cast<int>(QFont::Bold);
    }
    void whatIsWrittenIsDrawn() {
        QFETCH(int, weight);
        Look look;
        const QFont font = look.sans(21, static_cast<QFont::Weight>(weight));
        for (const char* text : {"0x007D", "33 bytes land at 0x007D of segment 2.", "3x4", "-> 12:30"}) {
            const QString written = QString::fromLatin1(text);
            QCOMPARE(glyphsOf(written, font), plainGlyphsOf(written, font));
        }
        QFont inter = font;
        inter.setFamilies({QStringLiteral("Inter")});
        QVERIFY2(glyphsOf(QStringLiteral("0x007D"), inter) != plainGlyphsOf(QStringLiteral("0x007D"), inter),
                 "Inter itself does it: else the copy is needless");
    }

    void elseItIsInter_data() { whatIsWrittenIsDrawn_data(); }
    void elseItIsInter() {
        QFETCH(int, weight);
        Look look;
        const QFont font = look.sans(21, static_cast<QFont::Weight>(weight));
        QFont inter = font;
        inter.setFamilies({QStringLiteral("Inter")});
        // Kerning included; and no weight is made up from another.
        const QString text = QStringLiteral("To AV where is the key? ¿Qué? Übergröße, ключ");
        QCOMPARE(glyphsOf(text, font), glyphsOf(text, inter));
        QCOMPARE(QFontMetricsF(font).horizontalAdvance(text), QFontMetricsF(inter).horizontalAdvance(text));
        QCOMPARE(QRawFont::fromFont(font).weight(), weight);
        QCOMPARE(QFontMetricsF(font).height(), QFontMetricsF(inter).height());
    }

    void labelsAndTooltipsHaveIt() {
        Look look;
        QApplication::setFont(look.sans(13));
        const QLabel label(QStringLiteral("0x007D"));
        for (const QFont& font : {label.font(), QToolTip::font()})
            QCOMPARE(glyphsOf(QStringLiteral("0x007D"), font), plainGlyphsOf(QStringLiteral("0x007D"), font));
    }
};

QTEST_MAIN(TestProseFont)
#include "test_prose_font.moc"
