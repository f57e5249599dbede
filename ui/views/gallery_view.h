// The cards of the gallery: a row a group, a card a lesson. Arrows walk the cards, Enter starts the one that is marked.
#pragma once

#include <QSet>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/models/lesson.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

class GalleryView : public QWidget {
    Q_OBJECT
  public:
    GalleryView(Look& look, std::vector<Lesson> lessons, QWidget* parent = nullptr);
    /// Shows the lessons in which each of these words occurs; all for an empty text.
    void setFilter(const QString& words);
    /// Lessons that the person has been through, by id.
    void setSeen(const QSet<QString>& ids);
    const std::vector<Lesson>& lessons() const { return lessons_; }
    std::size_t shownCount() const { return shown_.size(); }
    /// The marked card's lesson; nullptr where none is shown.
    const Lesson* marked() const;
    void mark(const QString& id);
    /// The centre of a lesson's card; nothing while the filter hides it.
    std::optional<QPoint> positionOf(const QString& id) const;
    /// The marked card's place, to be scrolled to.
    QRect markedRect() const;

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

  Q_SIGNALS:
    void started(const vitrine::ui::Lesson& lesson);
    void markMoved();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    struct Place {
        std::size_t lesson = 0;
        QRect rect;
    };
    struct Group {
        QString title;
        QRect rect;
    };
    int arrange(int width, std::vector<Place>* places, std::vector<Group>* groups) const;
    void relayout();
    void markPlace(std::size_t place);
    void walk(int across, int down);
    std::optional<std::size_t> placeAt(QPoint point) const;
    void paintCard(QPainter& painter, const Place& place, bool marked) const;
    QString stateOf(const Lesson& lesson, bool marked) const;

    Look& look_;
    std::vector<Lesson> lessons_;
    std::vector<std::size_t> shown_;  // indexes of lessons
    std::vector<Place> places_;       // of those shown, in order
    std::vector<Group> groups_;
    QSet<QString> seen_;
    std::size_t marked_ = 0;          // a place
};

/// "what the bytes are": what a group is about, behind its title; empty for one that the window does not know.
QString groupWords(const QString& group);

}  // namespace vitrine::ui
