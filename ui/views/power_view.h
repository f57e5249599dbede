// "What if the power fails now?": paints the story that the panel computed.
#pragma once

#include "ui/models/power_story.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class PowerView : public MomentView {
    Q_OBJECT
  public:
    PowerView(Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {look().px(160), look().px(76)}; }  // the verdict and what is safe
    void setStory(PowerStory story);
    const PowerStory& story() const { return story_; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString wholeText() const;
    double paintKeys(QPainter& painter, double y, double room);
    QColor colorOf(PowerStory::Tone tone) const;
    double paragraphHeight(const PowerStory::Paragraph& paragraph) const;
    double paintParagraph(QPainter* painter, double y, const PowerStory::Paragraph& paragraph) const;
    double paintRows(QPainter& painter, double y, double bottom);
    double paintRow(QPainter& painter, double y, double keyWidth, const PowerStory::Row& row);
    PowerStory story_;
};

}  // namespace vitrine::ui
