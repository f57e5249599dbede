// The story of a key for a projector: a row a moment, all files on one byte axis, the answer to the same get at the right.
// A click on a row goes to its moment; one on a record tells that record's story.
#pragma once

#include "ui/models/key_story.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class StoryView : public MomentView {
    Q_OBJECT
  public:
    explicit StoryView(Look& look, QWidget* parent = nullptr);
    const KeyStory& story() const { return story_; }
    /// The key whose story is told; nothing: the one that is pointed at, or was used last.
    void setKey(const std::optional<Bytes>& key);
    /// The row of a moment, by its number from 0; an empty one while it is scrolled away.
    QRect rowRect(std::size_t moment) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void storyChanged();

  protected:
    void momentChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

  private:
    int heightOf(int row) const;
    int rowHeight() const;
    std::size_t rowsThatFit() const;
    std::size_t firstShown() const;
    double axisLeft() const;
    double axisWidth() const;
    double xOf(const StoryMoment& moment, std::uint64_t offset) const;
    QRectF barOf(const QRect& row) const;
    void paintHead(QPainter& painter) const;
    void paintRow(QPainter& painter, std::size_t index) const;
    void paintBar(QPainter& painter, const StoryMoment& moment, const QRectF& bar, bool future) const;
    void paintRecord(QPainter& painter, const SegmentBlock& block, const QRectF& box) const;
    void paintNotDurable(QPainter& painter, const StoryMoment& moment, const QRectF& bar) const;
    void paintLost(QPainter& painter, const StoryMoment& moment, const QRectF& bar) const;
    void describe();

    KeyStory story_;
    std::optional<Bytes> chosen_;
    std::optional<std::size_t> current_;
};

}  // namespace vitrine::ui
