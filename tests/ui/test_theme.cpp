// Colours: fields stay apart for every eye, text stays readable on everything it is written on.
#include <QtTest>
#include <array>
#include <cmath>
#include <numbers>

#include "ui/theme/theme.h"

using namespace vitrine::ui;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

struct Eye {
    const char* name;
    Matrix matrix;  // on linear RGB
};

// Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency (2009), table 1,
// severity 1.0.
const std::array<Eye, 4> kEyes{{
    {"normal", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia",
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia",
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia",
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
}};

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }

Triple linearOf(const QColor& color) {
    return {linear(color.red() / 255.0), linear(color.green() / 255.0), linear(color.blue() / 255.0)};
}

Triple seen(const QColor& color, const Matrix& matrix) {
    const Triple rgb = linearOf(color);
    Triple out{};
    for (std::size_t i = 0; i < 3; ++i)
        out[i] = std::clamp(matrix[i][0] * rgb[0] + matrix[i][1] * rgb[1] + matrix[i][2] * rgb[2], 0.0, 1.0);
    return out;
}

/// CIE L*a*b* for D65 of linear sRGB.
Triple labOf(const Triple& c) {
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f((0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2]) / 0.95047);
    const double y = f(0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2]);
    const double z = f((0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// CIEDE2000, after Sharma, Wu, Dalal (2005).
double difference(const Triple& one, const Triple& two) {
    const double meanChroma = (std::hypot(one[1], one[2]) + std::hypot(two[1], two[2])) / 2;
    const double c7 = std::pow(meanChroma, 7), p7 = std::pow(25.0, 7);
    const double stretch = 1.5 - 0.5 * std::sqrt(c7 / (c7 + p7));
    const double a1 = one[1] * stretch, a2 = two[1] * stretch;
    const double chroma1 = std::hypot(a1, one[2]), chroma2 = std::hypot(a2, two[2]);
    const auto hue = [](double a, double b) {
        const double h = std::atan2(b, a) * 180 / std::numbers::pi;
        return h < 0 ? h + 360 : h;
    };
    const double h1 = hue(a1, one[2]), h2 = hue(a2, two[2]);
    double dh = h2 - h1, hm = (h1 + h2) / 2;
    if (std::abs(dh) > 180) dh += dh > 0 ? -360 : 360, hm += h1 + h2 < 360 ? 180 : -180;
    if (chroma1 * chroma2 == 0) dh = 0, hm = h1 + h2;
    const double dL = two[0] - one[0], dC = chroma2 - chroma1;
    const double dH = 2 * std::sqrt(chroma1 * chroma2) * std::sin(radians(dh / 2));
    const double lm = (one[0] + two[0]) / 2, cm = (chroma1 + chroma2) / 2;
    const double t = 1 - 0.17 * std::cos(radians(hm - 30)) + 0.24 * std::cos(radians(2 * hm)) +
                     0.32 * std::cos(radians(3 * hm + 6)) - 0.20 * std::cos(radians(4 * hm - 63));
    const double l50 = (lm - 50) * (lm - 50);
    const double sl = 1 + 0.015 * l50 / std::sqrt(20 + l50), sc = 1 + 0.045 * cm, sh = 1 + 0.015 * cm * t;
    const double cm7 = std::pow(cm, 7);
    const double turn = -2 * std::sqrt(cm7 / (cm7 + p7)) *
                        std::sin(radians(60 * std::exp(-std::pow((hm - 275) / 25, 2))));
    return std::sqrt(std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2) + turn * dC / sc * dH / sh);
}

double luminance(const QColor& color) {
    const Triple c = linearOf(color);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

/// Contrast of the Web Content Accessibility Guidelines, 1 to 21.
double contrast(const QColor& one, const QColor& two) {
    const double a = luminance(one), b = luminance(two);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

struct Named {
    const char* name;
    QColor color;
};

std::vector<Named> fieldsOf(const Theme& t) {
    return {{"crc", t.crc}, {"header", t.header}, {"key", t.key}, {"value", t.value}, {"tombstone", t.tombstone},
            {"dead", t.dead}};
}

void compareAll(const std::vector<Named>& colors, double atLeast) {
    for (const Eye& eye : kEyes) {
        for (std::size_t i = 0; i < colors.size(); ++i) {
            for (std::size_t k = i + 1; k < colors.size(); ++k) {
                const double apart =
                    difference(labOf(seen(colors[i].color, eye.matrix)), labOf(seen(colors[k].color, eye.matrix)));
                QVERIFY2(apart >= atLeast,
                         qPrintable(QStringLiteral("%1 and %2 are %3 apart under %4")
                                        .arg(QLatin1String(colors[i].name), QLatin1String(colors[k].name))
                                        .arg(apart)
                                        .arg(QLatin1String(eye.name))));
            }
        }
    }
}

}  // namespace

class TestTheme : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void theFormulaAgreesWithItsPublishedExamples();
    void fieldsStayApartForEveryEye_data();
    void fieldsStayApartForEveryEye();
    void statesStayApartForEveryEye_data();
    void statesStayApartForEveryEye();
    void textIsReadable_data();
    void textIsReadable();
    void highContrastIsHigh();
    void valuesAreThoseOfTheDesign();
};

void TestTheme::theFormulaAgreesWithItsPublishedExamples() {
    // Rows 1, 7, 17 and 25 of the test data of Sharma, Wu, Dalal.
    const auto near = [](double got, double want) { return std::abs(got - want) < 0.00005; };
    QVERIFY(near(difference({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425));
    QVERIFY(near(difference({50, 0, 0}, {50, -1, 2}), 2.3669));
    QVERIFY(near(difference({50, 2.5, 0}, {73, 25, -18}), 27.1492));
    QVERIFY(near(difference({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}), 1.2644));
    QVERIFY(near(contrast(Qt::black, Qt::white), 21.0));
}

void TestTheme::fieldsStayApartForEveryEye_data() {
    QTest::addColumn<ThemeKind>("kind");
    QTest::addColumn<double>("atLeast");
    QTest::newRow("light") << ThemeKind::light << 9.0;
    QTest::newRow("dark") << ThemeKind::dark << 11.0;
    QTest::newRow("high contrast") << ThemeKind::highContrast << 12.0;
}

void TestTheme::fieldsStayApartForEveryEye() {
    QFETCH(ThemeKind, kind);
    QFETCH(double, atLeast);
    compareAll(fieldsOf(themeOf(kind)), atLeast);
}

void TestTheme::statesStayApartForEveryEye_data() {
    QTest::addColumn<ThemeKind>("kind");
    QTest::addColumn<double>("atLeast");
    // Blue beside green in light is the nearest pair (under tritanopia); what is being copied stands out of its row,
    // too.
    QTest::newRow("light") << ThemeKind::light << 8.5;
    QTest::newRow("dark") << ThemeKind::dark << 11.0;
    QTest::newRow("high contrast") << ThemeKind::highContrast << 12.0;
}

/// What a segment's row and the ribbons are made of.
void TestTheme::statesStayApartForEveryEye() {
    QFETCH(ThemeKind, kind);
    QFETCH(double, atLeast);
    const Theme t = themeOf(kind);
    compareAll({{"live", t.live},
                {"tombstone", t.tombstone},
                {"dead", t.dead},
                {"header", t.header},
                {"being copied", t.blue}},
               atLeast);
}

void TestTheme::textIsReadable_data() {
    QTest::addColumn<ThemeKind>("kind");
    QTest::newRow("light") << ThemeKind::light;
    QTest::newRow("dark") << ThemeKind::dark;
    QTest::newRow("high contrast") << ThemeKind::highContrast;
}

void TestTheme::textIsReadable() {
    QFETCH(ThemeKind, kind);
    const Theme t = themeOf(kind);
    struct Pair {
        const char* what;
        QColor text, behind;
    };
    std::vector<Pair> pairs{{"onLive on live", t.onLive, t.live},
                            {"onTombstone on tombstone", t.onTombstone, t.tombstone},
                            {"onDead on dead", t.onDead, t.dead},
                            {"onAccent on blue", t.onAccent, t.blue},
                            {"blue on its tint", t.blue, t.blueTint},
                            {"rust on its tint", t.rust, t.rustTint},
                            {"ink on the rust tint", t.ink, t.rustTint},
                            {"rust on the blue tint", t.rust, t.blueTint},
                            {"green on the blue tint", t.green, t.blueTint}};
    for (const FieldRole role : {FieldRole::crc, FieldRole::header, FieldRole::key, FieldRole::value, FieldRole::plain})
        pairs.push_back({"onField on a field", t.onField, t.field(role)});
    for (const QColor& surface : {t.paper, t.card})
        for (const QColor& text : {t.ink, t.muted, t.blue, t.rust, t.green})
            pairs.push_back({"text on a surface", text, surface});
    for (const QColor& text : {t.ink, t.muted}) pairs.push_back({"text on the blue tint", text, t.blueTint});
    for (const Pair& pair : pairs)
        QVERIFY2(contrast(pair.text, pair.behind) >= 4.5,
                 qPrintable(QStringLiteral("%1: %2 on %3 has a contrast of %4")
                                .arg(QLatin1String(pair.what), pair.text.name(), pair.behind.name())
                                .arg(contrast(pair.text, pair.behind))));
}

void TestTheme::highContrastIsHigh() {
    Look look;
    look.setTheme(ThemeKind::highContrast);
    const Theme& t = look.theme();
    for (const QColor& text : {t.ink, t.muted, t.blue, t.rust, t.green})
        for (const QColor& surface : {t.paper, t.card, t.blueTint, t.rustTint}) QVERIFY(contrast(text, surface) >= 7);
    for (const FieldRole role : {FieldRole::crc, FieldRole::header, FieldRole::key, FieldRole::value, FieldRole::deletedKey, FieldRole::dead})
        QVERIFY(contrast(t.onField, t.field(role)) >= 7 - 0.05);
    QVERIFY(contrast(t.line, t.paper) >= 7);  // lines are seen as well
    // What the style draws handles and frames with is told apart, and what is disabled can still be read.
    const QPalette palette = look.palette();
    const auto of = [&](QPalette::ColorRole role) { return palette.color(QPalette::Active, role); };
    QVERIFY(contrast(of(QPalette::Mid), of(QPalette::Button)) >= 3);
    QVERIFY(contrast(of(QPalette::Dark), of(QPalette::Button)) >= 7);
    QVERIFY(of(QPalette::Light) != of(QPalette::Button) && of(QPalette::Midlight) != of(QPalette::Button));
    const QColor disabled = palette.color(QPalette::Disabled, QPalette::Text);
    QVERIFY(disabled != t.ink && contrast(disabled, t.card) >= 4.5);
}

void TestTheme::valuesAreThoseOfTheDesign() {
    // Chosen once, measured once: who changes one by accident is told here, not by a colour-blind student.
    const Theme light = lightTheme(), dark = darkTheme();
    QCOMPARE(light.crc, QColor(0xBBAFED));
    QCOMPARE(light.key, QColor(0xA3E6FA));
    QCOMPARE(light.value, QColor(0xFED98C));
    QCOMPARE(light.blue, QColor(0x0B62A8));
    QCOMPARE(light.rust, QColor(0xB4451F));
    QCOMPARE(dark.crc, QColor(0x6B63A7));
    QCOMPARE(dark.key, QColor(0x42767D));
    QCOMPARE(dark.value, QColor(0x736309));
    QCOMPARE(dark.blue, QColor(0x6DB6F2));
    QCOMPARE(dark.rust, QColor(0xF08A5D));
}

QTEST_GUILESS_MAIN(TestTheme)
#include "test_theme.moc"
