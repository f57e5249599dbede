// The bytes of one file at the cursor: what each byte is, who begins where, what of it is durable.
#pragma once

#include "ui/models/bytes_page.h"
#include "ui/views/moment_view.h"
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
    std::uint64_t sizeBytes() const;
    bool showsDead() const { return showsDead_; }
    /// What the footer speaks about: the pointed stretch, else what this step wrote, read or made the index point at.
    std::optional<FileRange> subject() const;
    FileDissection& dissection() { return dissection_; }
    /// Scrolls so that the stretch is visible, its begin if it is longer than the view.
    void reveal(std::uint64_t offset, std::uint64_t sizeBytes = 1);
    /// The centre of a byte in the hex block, for tests and for pointing at it; outside the widget when scrolled away.
    QPoint positionOf(std::uint64_t offset) const;
    std::optional<std::uint64_t> offsetAt(QPointF point) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// Another file, size or subject: titles and footers are to be said anew.
    void shown();

  protected:
    void momentChanged() override;
    void lookChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void chooseSpace();
    void relayout();
    void refreshPage();
    void walk(bool forward);
    void point(const KnownRecord& record);
    std::uint64_t firstRow() const { return static_cast<std::uint64_t>(scroll_->value()); }
    double visibleRows() const;
    double top() const { return look().px(4); }
    Selection selectionAt(QPointF at);

    QScrollBar* scroll_;
    GlyphGrid glyphs_;
    BytesGeometry geometry_;
    RowMap rows_;
    std::set<std::uint64_t> unfolded_;
    FileDissection dissection_;
    BytesPage page_;
    SpaceId space_ = 0;
    SpaceId chosen_ = 0;
    MomentKey shownAt_;
    SpaceId shownSpace_ = 0;
    bool showsDead_ = false;
    std::optional<FileRange> followed_;
    Selection lastHover_;
    KeyboardFocus focus_;
    std::optional<std::uint64_t> walkedTo_;
};

}  // namespace vitrine::ui
