// The bar above the bytes: looks for bytes or text, or goes to an offset; says in one sentence what came of it.
#pragma once

#include <QLineEdit>
#include <QTimer>

#include "ui/models/bytes_find.h"
#include "ui/views/bytes_view.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class BytesBar : public QWidget {
    Q_OBJECT
  public:
    /// `view` outlives it.
    BytesBar(Look& look, BytesView& view, QWidget* parent);
    void openFind();
    void openGoTo();
    /// Searches on from where one is; without a needle it opens.
    void findNext(bool forward);
    void close();
    bool searching() const { return finder_.state() == ByteFinder::State::searching; }
    /// The sentence that is shown.
    QString said() const { return status_->text().trimmed(); }

  private:
    enum class Mode { find, goTo };
    void open(Mode mode);
    void restyle();
    void start(bool forward, std::uint64_t from);
    void searchOn();
    void arrived();
    void go();
    void cancel();
    void say(const QString& sentence, bool problem = false);

    Look& look_;
    BytesView& view_;
    Mode mode_ = Mode::find;
    LookLabel* title_;
    QLineEdit* field_;
    FlatButton* hex_;
    FlatButton* previous_;
    FlatButton* next_;
    FlatButton* cancel_;
    FlatButton* close_;
    LookLabel* status_;
    QTimer turn_;
    ByteFinder finder_;
    std::shared_ptr<const ShownSource> searched_;
    QString needle_, destination_;  // what was typed last
};

}  // namespace vitrine::ui
