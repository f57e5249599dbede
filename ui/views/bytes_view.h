// The bytes of one file, of a session at the cursor or of any other file as it is now: what each byte is, who begins where,
// what of it is durable.
#pragma once

#include <QTimer>

#include "ui/models/byte_edit.h"
#include "ui/models/bytes_page.h"
#include "ui/views/moment_view.h"
#include "ui/views/motion.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

class BytesView : public MomentView {
    Q_OBJECT
  public:
    explicit BytesView(Look& look, QWidget* parent = nullptr);

    /// The file shown; 0 when there is none.
    SpaceId space() const { return space_; }
    /// A file chosen by the person; 0 goes back to following the newest step. Forgotten when the file is gone.
    void choose(SpaceId space);
    SpaceId chosen() const { return chosen_; }
    /// A file of the disk, which no session has to do with, until another is chosen.
    void showFile(std::shared_ptr<FileOnDisk> file);
    const std::shared_ptr<FileOnDisk>& foreignFile() const { return foreign_; }
    std::uint64_t sizeBytes() const;
    bool showsDead() const { return showsDead_; }
    /// What the footer speaks about: the pointed stretch, else what this step wrote, read or made the index point at.
    std::optional<FileRange> subject() const;
    FileDissection& dissection() { return dissection_; }
    /// The stretch that was marked byte by byte, with the mouse or the keyboard.
    std::optional<FileRange> marked() const;
    /// Marks [offset, offset + sizeBytes) and scrolls there.
    void mark(std::uint64_t offset, std::uint64_t sizeBytes);
    /// What copying copies: the marked stretch, else the pointed one.
    std::optional<FileRange> selected() const;
    /// Where one is: the marked or pointed stretch's begin, else the first byte in sight.
    std::uint64_t currentOffset() const;
    /// The byte that was clicked, of what is selected then; else its first. Nothing while nothing is selected.
    std::optional<std::uint64_t> byteAtHand() const;
    /// Scrolls so that the stretch is visible, its begin if it is longer than the view.
    void reveal(std::uint64_t offset, std::uint64_t sizeBytes = 1);
    Motion& motion() { return motion_; }
    /// Hex that is typed from now on goes over the bytes from there on, until Enter sends it or Esc gives it up.
    void beginOverwrite(std::uint64_t offset);
    bool overwriting() const { return overwrite_.has_value(); }
    void giveUpOverwrite();
    /// The centre of a byte in the hex block, for tests and for pointing at it; outside the widget when scrolled away.
    QPoint positionOf(std::uint64_t offset) const;
    std::optional<std::uint64_t> offsetAt(QPointF point) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// Another file, size or subject: titles and footers are to be said anew.
    void shown();
    /// Enter: these bytes were typed over those from `offset` on.
    void overwritten(std::uint64_t offset, const vitrine::Bytes& bytes);

  protected:
    void momentChanged() override;
    void lookChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    struct Mark {
        std::uint64_t anchor = 0, head = 0;  // both are marked
    };
    void chooseSpace();
    void revealWhatChanged(bool other);
    std::vector<Motion::Part> partsFrom(const BytesPage& before) const;
    void draw(QPainter& painter);
    void relayout();
    void refreshPage();
    void setRange(std::uint64_t most);
    void setFirstRow(std::uint64_t row);
    void lookAtFile();
    void walk(bool forward);
    void point(const KnownRecord& record);
    void makeExtendKeys();
    void extend(std::int64_t bytes);
    void extendInRow(bool toEnd);
    void setMark(std::uint64_t anchor, std::uint64_t head);
    void dropMark();
    void dragTo(QPointF at);
    bool openFoldAt(QPointF at);
    void pick(const Selection& selection);
    Selection markSelection() const;
    std::uint64_t nearestOffset(QPointF at) const;
    std::uint64_t firstRow() const { return firstRow_; }
    double visibleRows() const;
    double top() const { return look().px(4); }
    Selection selectionAt(QPointF at);
    bool typeOver(const QKeyEvent& event);
    void showTyped();

    Motion motion_;
    QScrollBar* scroll_;
    std::uint64_t firstRow_ = 0;
    std::uint64_t mostRow_ = 0;  // the last that can be the first; a scroll bar's integers reach to 32 GiB only
    GlyphGrid glyphs_;
    BytesGeometry geometry_;
    RowMap rows_;
    std::set<std::uint64_t> unfolded_;
    FileDissection dissection_;
    BytesPage page_;
    SpaceId space_ = 0;
    SpaceId chosen_ = 0;
    std::shared_ptr<FileOnDisk> foreign_;
    QTimer fileTimer_;
    MomentKey shownAt_;
    SpaceId shownSpace_ = 0;
    bool showsDead_ = false;
    std::optional<FileRange> followed_;
    Selection lastHover_;
    KeyboardFocus focus_;
    std::optional<std::uint64_t> walkedTo_;
    std::optional<Mark> mark_;
    std::optional<HexOverwrite> overwrite_;
    std::optional<std::uint64_t> pressedAt_;
    std::optional<std::uint64_t> clickedAt_;
    bool dragging_ = false;
    QTimer dragTimer_;
    QPointF dragAt_;
};

}  // namespace vitrine::ui
