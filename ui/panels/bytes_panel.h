// The bytes' card: which file, what the colours mean, the view, and the story of the bytes one points at.
#pragma once

#include <QAction>

#include "ui/models/bytes_copy.h"
#include "ui/models/bytes_links.h"
#include "ui/panels/bytes_edits.h"
#include "ui/views/bytes_bar.h"
#include "ui/views/bytes_view.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class BytesPanel : public Card {
    Q_OBJECT
  public:
    explicit BytesPanel(Look& look, QWidget* parent = nullptr);
    BytesView* view() const { return view_; }
    /// Shows a file of the disk; a sentence in the footer where it cannot be opened.
    void openFile(const QString& path);
    BytesEdits* edits() const { return edits_; }

  private:
    void makeFooter(Look& look);
    void makeActions();
    QAction* action(const char* name, const QString& text, const QKeySequence& key, void (BytesPanel::*act)());
    void say();
    void sayFile();
    void sayStory();
    void offerFiles();
    void offerLinks();
    void offerMenu(QPoint at);
    void askForFile();
    void find() { bar_->openFind(); }
    void findNext() { bar_->findNext(true); }
    void findPrevious() { bar_->findNext(false); }
    void goToOffset() { bar_->openGoTo(); }
    void copyHex() { copy(CopyAs::hex); }
    void copyText() { copy(CopyAs::text); }
    void copyC() { copy(CopyAs::cArray); }
    void copy(CopyAs as);
    void notice(const QString& sentence);

    BytesView* view_;
    BytesBar* bar_;
    BytesEdits* edits_;
    QAction* openFile_ = nullptr;
    QString notice_;  // said instead of the story until something else is pointed at
    FlatButton* links_;
    FlatButton* files_;
    LegendChip* dead_;
    LookLabel* story_;
    FlatButton* goToWrite_;
    FactId write_ = kNoFact;
};

/// For who only lays panels out: the card; its view is view(), connect moments and the four signals to that.
BytesPanel* makeBytesPanel(Look& look, QWidget* parent = nullptr);

}  // namespace vitrine::ui
