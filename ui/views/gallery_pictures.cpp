#include "ui/views/gallery_pictures.h"

#include <QMap>
#include <QPainterPath>

#include "ui/views/hatch.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {
namespace {

constexpr double kWidth = 188, kHeight = 72, kBlock = 17, kRound = 3;

/// Draws in units of the picture; the painter is scaled to them.
class Sketch {
  public:
    Sketch(QPainter& painter, const Look& look) : p_(painter), look_(look), t_(look.theme()) {}

    const Theme& theme() const { return t_; }
    QColor faint() const { return mixed(t_.card, t_.muted, 0.16); }

    void block(double x, double y, double w, const QColor& color, double h = kBlock) {
        p_.setPen(Qt::NoPen);
        p_.setBrush(color);
        p_.drawRoundedRect(QRectF(x, y, w, h), kRound, kRound);
    }
    /// Blocks side by side, a unit apart; returns where they end.
    double row(double x, double y, std::initializer_list<std::pair<double, QColor>> blocks) {
        for (const auto& [w, color] : blocks) block(x, y, w, color), x += w + 2;
        return x;
    }
    void dashed(double x, double y, double w, const QColor& color, double h = kBlock) {
        p_.setPen(dashedPen(color, 1, 2.5, 2));
        p_.setBrush(Qt::NoBrush);
        p_.drawRoundedRect(QRectF(x + 0.5, y + 0.5, w - 1, h - 1), kRound, kRound);
    }
    void outlined(double x, double y, double w, const QColor& color, double h = kBlock, double width = 1.4) {
        p_.setPen(QPen(color, width));
        p_.setBrush(Qt::NoBrush);
        p_.drawRoundedRect(QRectF(x, y, w, h), kRound + 1, kRound + 1);
    }
    void strike(double x, double y, double w) {
        p_.setPen(QPen(t_.onDead, 1.2));
        p_.drawLine(QPointF(x + 6, y + kBlock / 2), QPointF(x + w - 6, y + kBlock / 2));
    }
    /// The band of what is not durable, along a block's lower edge.
    void hatched(double x, double y, double w) {
        QPainterPath band;
        band.addRect(QRectF(x, y + kBlock - 6, w, 6));
        fillHatch(p_, band, t_.onLive, 4, 1.2);
    }
    void arrow(QPointF from, QPointF to, const QColor& color) {
        p_.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        p_.setBrush(Qt::NoBrush);
        p_.drawLine(from, to);
        head(to, to - from);
    }
    /// An arc from above one place to above another.
    void hop(double fromX, double toX, double y, double height, const QColor& color) {
        QPainterPath path(QPointF(fromX, y));
        path.cubicTo(QPointF(fromX, y - height), QPointF(toX, y - height), QPointF(toX, y));
        p_.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        p_.setBrush(Qt::NoBrush);
        p_.drawPath(path);
        head(QPointF(toX, y), QPointF(0, 1));
    }
    void ribbon(double topX, double topWidth, double topY, double bottomX, double bottomY) {
        QPainterPath path(QPointF(topX, topY));
        const double middle = (topY + bottomY) / 2;
        path.cubicTo(QPointF(topX, middle), QPointF(bottomX, middle), QPointF(bottomX, bottomY));
        path.lineTo(bottomX + topWidth, bottomY);
        path.cubicTo(QPointF(bottomX + topWidth, middle), QPointF(topX + topWidth, middle), QPointF(topX + topWidth, topY));
        path.closeSubpath();
        p_.setPen(Qt::NoPen);
        p_.setBrush(mixed(t_.card, t_.live, 0.22));
        p_.drawPath(path);
    }
    void waterline(double x, double y) {
        p_.setPen(dashedPen(t_.rust, 1.4, 2.5, 1.6));
        p_.drawLine(QPointF(x, y - 6), QPointF(x, y + kBlock + 6));
    }
    void tear(double x, double y, double h = kBlock) {
        QPolygonF teeth;
        for (int i = 0; i <= 6; ++i) teeth << QPointF(x + (i % 2 ? 4 : 0), y - 3 + i * (h + 6) / 6);
        p_.setPen(QPen(t_.rust, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        p_.setBrush(Qt::NoBrush);
        p_.drawPolyline(teeth);
    }
    /// The power failing, with its point at (x, y + 20).
    void bolt(double x, double y) {
        p_.setPen(Qt::NoPen);
        p_.setBrush(t_.rust);
        p_.drawPolygon(QPolygonF{{x + 3, y}, {x - 5, y + 11}, {x - 0.5, y + 11}, {x - 3, y + 20}, {x + 5.5, y + 8}, {x + 1, y + 8}});
    }
    void check(double x, double y) {
        p_.setPen(QPen(t_.green, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        p_.setBrush(Qt::NoBrush);
        p_.drawPolyline(QPolygonF{{x, y + 5}, {x + 4, y + 9}, {x + 11, y}});
    }
    void cross(double x, double y) {
        p_.setPen(QPen(t_.rust, 2, Qt::SolidLine, Qt::RoundCap));
        p_.drawLine(QPointF(x, y), QPointF(x + 8, y + 8));
        p_.drawLine(QPointF(x + 8, y), QPointF(x, y + 8));
    }
    void text(const QRectF& box, const QString& words, const QColor& color, double pixels = 10) {
        QFont font = look_.mono(pixels);
        font.setPixelSize(static_cast<int>(pixels));  // in units: the painter is scaled
        p_.setFont(font);
        p_.setPen(color);
        p_.drawText(box, Qt::AlignCenter, words);
    }

  private:
    void head(QPointF tip, QPointF along) {
        const double length = std::hypot(along.x(), along.y());
        const QPointF unit = along / (length > 0 ? length : 1), side(-unit.y(), unit.x());
        p_.drawLine(tip, tip - unit * 4.5 + side * 3.2);
        p_.drawLine(tip, tip - unit * 4.5 - side * 3.2);
    }
    QPainter& p_;
    const Look& look_;
    const Theme& t_;
};

void append(Sketch& s) {
    const Theme& t = s.theme();
    const double end = s.row(14, 32, {{44, t.live}, {36, t.live}, {44, t.blue}});
    s.dashed(end, 32, 32, t.muted);
    s.arrow({118, 10}, {118, 25}, t.blue);
}

void record(Sketch& s) {
    const Theme& t = s.theme();
    s.row(14, 28, {{26, t.crc}, {56, t.header}, {30, t.key}, {44, t.value}});
}

void index(Sketch& s) {
    const Theme& t = s.theme();
    s.row(14, 8, {{32, s.faint()}, {32, s.faint()}, {32, s.faint()}, {32, s.theme().blueTint}, {22, s.faint()}});
    s.outlined(116, 8, 32, t.blue);
    s.row(14, 46, {{48, t.live}, {48, t.blue}, {56, t.live}});
    s.arrow({128, 28}, {92, 42}, t.blue);
}

void overwrite(Sketch& s) {
    const Theme& t = s.theme();
    s.row(14, 32, {{46, t.dead}, {44, t.live}, {62, t.blue}});
    s.strike(14, 32, 46);
    s.arrow({138, 10}, {138, 25}, t.blue);
}

void tombstone(Sketch& s) {
    const Theme& t = s.theme();
    s.row(14, 32, {{52, t.dead}, {44, t.live}, {56, t.tombstone}});
    s.strike(14, 32, 52);
    s.hop(142, 40, 28, 18, t.muted);
}

void collision(Sketch& s) {
    const Theme& t = s.theme();
    s.row(8, 32, {{24, s.faint()}, {24, s.faint()}, {24, t.live}, {24, t.blue}, {24, s.faint()}, {24, s.faint()}});
    s.hop(72, 98, 28, 20, t.blue);
}

void rollOver(Sketch& s) {
    const Theme& t = s.theme();
    s.row(14, 12, {{50, t.live}, {50, t.live}, {54, t.live}});
    const double end = s.row(14, 42, {{58, t.blue}});
    s.dashed(end, 42, 98, t.muted);
}

void sync(Sketch& s) {
    const Theme& t = s.theme();
    s.row(14, 28, {{52, t.live}, {48, t.live}, {54, t.live}});
    s.hatched(118, 28, 54);
    s.waterline(117, 28);
}

void torn(Sketch& s) {
    const Theme& t = s.theme();
    s.row(14, 28, {{52, t.live}, {48, t.live}, {34, t.live}});
    s.tear(150, 28);
    s.dashed(156, 28, 18, t.rust);
}

void batch(Sketch& s) {
    const Theme& t = s.theme();
    s.row(38, 28, {{36, t.live}, {36, t.live}, {36, t.live}});
    s.outlined(32, 22, 124, t.ink, kBlock + 12);
}

void holes(Sketch& s) {
    const Theme& t = s.theme();
    s.block(12, 28, 52, t.live);
    s.dashed(66, 28, 48, t.rust);
    s.text({66, 28, 48, kBlock}, QStringLiteral("?"), t.rust, 12);
    s.block(116, 28, 54, t.live);
}

void damage(Sketch& s) {
    const Theme& t = s.theme();
    for (int i = 0; i < 10; ++i)
        if (i != 6) s.block(10 + i * 17, 28, 15, t.value);
    s.outlined(10 + 6 * 17, 28, 15, t.rust);
    s.text({10 + 6 * 17, 28, 15, kBlock}, QStringLiteral("×"), t.rust, 13);
}

void compaction(Sketch& s) {
    const Theme& t = s.theme();
    s.ribbon(45, 32, 25, 14, 50);
    s.ribbon(113, 32, 25, 48, 50);
    s.row(14, 8, {{29, t.dead}, {32, t.live}, {32, t.dead}, {34, t.live}, {28, t.dead}});
    s.row(14, 50, {{32, t.live}, {34, t.live}});
}

void tombstonesLife(Sketch& s) {
    const Theme& t = s.theme();
    s.row(16, 32, {{46, t.dead}, {50, t.tombstone}});
    s.dashed(64, 32, 50, t.onTombstone);
    s.block(124, 32, 46, t.live);
    s.outlined(124, 32, 46, t.rust);
    s.hop(40, 146, 27, 24, t.rust);
}

void hint(Sketch& s) {
    const Theme& t = s.theme();
    s.block(14, 10, 158, s.faint());
    s.text({14, 10, 158, kBlock}, QStringLiteral("log"), t.muted);
    for (int i = 0; i < 6; ++i) s.block(14 + i * 17, 44, 15, t.key);
    s.text({122, 44, 40, kBlock}, QStringLiteral("hint"), t.muted);
}

// ---- power cuts ----------------------------------------------------------------------------------------------------------

void cleanClose(Sketch& s) {
    const Theme& t = s.theme();
    const double end = s.row(14, 28, {{44, t.live}, {40, t.live}, {44, t.live}});
    s.block(end, 24, 5, t.ink, kBlock + 8);
    s.check(end + 13, 31);
}

void tornTail(Sketch& s) {
    const Theme& t = s.theme();
    s.row(14, 10, {{50, t.live}, {46, t.live}, {32, t.live}});
    s.tear(145, 10);
    s.dashed(151, 10, 23, t.rust);
    s.row(14, 46, {{50, t.live}, {46, t.live}});
    s.dashed(114, 46, 60, t.muted);
    s.arrow({64, 30}, {64, 42}, t.muted);
}

void lostMiddle(Sketch& s) {
    const Theme& t = s.theme();
    s.row(62, 8, {{50, t.live}, {54, t.live}});
    s.hatched(62, 8, 50);
    s.hatched(114, 8, 54);
    s.arrow({141, 28}, {141, 42}, t.blue);
    s.cross(83, 31);
    s.block(14, 46, 46, t.live);
    s.dashed(62, 46, 50, t.rust);
    s.block(114, 46, 54, t.live);
}

void halfBatch(Sketch& s) {
    const Theme& t = s.theme();
    s.block(40, 28, 52, t.live);
    s.dashed(96, 28, 52, t.rust);
    s.outlined(34, 22, 120, t.ink, kBlock + 12);
    s.tear(92, 22, kBlock + 12);
}

void cutCompaction(Sketch& s) {
    const Theme& t = s.theme();
    s.ribbon(45, 32, 25, 14, 50);
    s.row(14, 8, {{29, t.dead}, {32, t.live}, {32, t.dead}, {34, t.live}, {28, t.dead}});
    s.block(14, 50, 32, t.live);
    s.dashed(48, 50, 34, t.rust);
    s.bolt(66, 27);
}

void lostName(Sketch& s) {
    const Theme& t = s.theme();
    s.block(14, 10, 40, s.faint());
    s.text({14, 10, 40, kBlock}, QStringLiteral("1.log"), t.muted);
    s.dashed(14, 45, 40, t.rust);
    s.text({14, 45, 40, kBlock}, QStringLiteral("?"), t.rust, 12);
    s.arrow({58, 18.5}, {72, 18.5}, t.muted);
    s.cross(61, 49.5);
    s.row(78, 10, {{46, t.live}, {48, t.live}});
    s.row(78, 45, {{54, t.dead}});
}

void bitRot(Sketch& s) {
    const Theme& t = s.theme();
    const QString bits = QStringLiteral("01100100");
    for (int i = 0; i < bits.size(); ++i) {
        const double x = 16 + i * 20;
        const bool turned = i == 7;
        s.block(x, 27, 17, turned ? t.card : t.value, 19);
        if (turned) s.outlined(x, 27, 17, t.rust, 19);
        s.text({x, 27, 17, 19}, bits.mid(i, 1), turned ? t.rust : t.onField, 12);
    }
}

void damagedHint(Sketch& s) {
    const Theme& t = s.theme();
    s.block(14, 10, 158, s.faint());
    s.text({14, 10, 158, kBlock}, QStringLiteral("log"), t.muted);
    for (int i = 0; i < 6; ++i)
        if (i != 2) s.block(14 + i * 17, 44, 15, t.key);
    s.outlined(14 + 2 * 17, 44, 15, t.rust);
    s.text({14 + 2 * 17, 44, 15, kBlock}, QStringLiteral("×"), t.rust, 13);
    s.arrow({145, 30}, {145, 52}, t.blue);
}

void cutRecovery(Sketch& s) {
    const Theme& t = s.theme();
    s.row(14, 40, {{46, t.live}, {46, t.blue}});
    s.tear(112, 40);
    s.dashed(118, 40, 54, t.rust);
    s.bolt(86, 10);
    s.hop(78, 26, 36, 24, t.muted);
}

void resurrection(Sketch& s) {
    const Theme& t = s.theme();
    s.row(16, 46, {{50, t.dead}, {46, t.live}});
    s.strike(16, 46, 50);
    s.dashed(118, 46, 50, t.onTombstone);
    s.cross(139, 50.5);
    s.block(16, 8, 50, t.live);
    s.outlined(16, 8, 50, t.rust);
    s.arrow({41, 43}, {41, 29}, t.rust);
}

const QMap<QString, void (*)(Sketch&)>& pictures() {
    static const QMap<QString, void (*)(Sketch&)> all{
        {QStringLiteral("append"), append},       {QStringLiteral("record"), record},
        {QStringLiteral("index"), index},         {QStringLiteral("overwrite"), overwrite},
        {QStringLiteral("delete"), tombstone},    {QStringLiteral("collision"), collision},
        {QStringLiteral("rollover"), rollOver},   {QStringLiteral("sync"), sync},
        {QStringLiteral("torn"), torn},           {QStringLiteral("batch"), batch},
        {QStringLiteral("holes"), holes},         {QStringLiteral("damage"), damage},
        {QStringLiteral("compaction"), compaction}, {QStringLiteral("tombstone"), tombstonesLife},
        {QStringLiteral("hint"), hint},           {QStringLiteral("clean-close"), cleanClose},
        {QStringLiteral("torn-tail"), tornTail},  {QStringLiteral("lost-middle"), lostMiddle},
        {QStringLiteral("half-batch"), halfBatch}, {QStringLiteral("cut-compaction"), cutCompaction},
        {QStringLiteral("lost-name"), lostName},  {QStringLiteral("bit-rot"), bitRot},
        {QStringLiteral("damaged-hint"), damagedHint}, {QStringLiteral("cut-recovery"), cutRecovery},
        {QStringLiteral("resurrection"), resurrection}};
    return all;
}

}  // namespace

QStringList galleryPictureNames() { return pictures().keys(); }

void paintGalleryPicture(QPainter& painter, const QRectF& box, const QString& name, const Look& look) {
    const auto found = pictures().find(name);
    if (found == pictures().end()) return;
    painter.save();
    const double scale = std::min(box.width() / kWidth, box.height() / kHeight);
    painter.translate(box.left() + (box.width() - kWidth * scale) / 2, box.top() + (box.height() - kHeight * scale) / 2);
    painter.scale(scale, scale);
    painter.setRenderHint(QPainter::Antialiasing);
    Sketch sketch(painter, look);
    (*found)(sketch);
    painter.restore();
}

}  // namespace vitrine::ui
