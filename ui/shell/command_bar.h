// The command bar: engine and index, a key and a value, and what can be done with them. Each button sends a console line.
#pragma once

#include <QLineEdit>
#include <QMap>

#include "ui/bridge/bridge.h"
#include "ui/shell/bar_buttons.h"
#include "ui/shell/layouts.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class CommandBar : public QWidget {
    Q_OBJECT
  public:
    CommandBar(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    QLineEdit* keyField() const { return key_; }
    FlatButton* putButton() const { return buttons_[QStringLiteral("put")]; }
    FlatButton* cutButton() const { return cut_; }
    MenuButton* menuButton() const { return menu_; }
    FlatButton* openButton() const { return open_; }
    /// Of "put", "get", "del", "scan", "sync" and "compact".
    FlatButton* button(const QString& word) const { return buttons_[word]; }
    /// The line that begins with that disk, "simulated" or a directory, and the engine and index that are chosen.
    QString useLine(const QString& disk) const;
    /// Types an example in; until a person types something else, it makes way for the next when it was put.
    void suggest(int example);
    void setShownLayout(Layout layout);
    /// Something goes on in that layout: a strip in its button shows the share, 0 to 1, and its tip says "3/12". An empty
    /// note takes both away. No button changes its size.
    void setLayoutNote(Layout layout, const QString& note, double share);
    /// The disk that the choosers go on using: "simulated", or a directory.
    void setDisk(const QString& disk) { disk_ = disk; }
    /// The buttons that open what lies over the window; without somebody who shows that they are not there.
    void offerOverlays();

  Q_SIGNALS:
    void cutWanted();
    void layoutWanted(vitrine::ui::Layout layout);
    void themeWanted();
    void lessonsWanted();
    void projectorWanted();
    void paletteWanted();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    FlatButton* addButton(const QString& name, const QString& text, const QString& tip);
    void take(FlatButton* button, const QString& name, const QString& tip);
    QLineEdit* addField(const QString& name, const QString& placeholder, int width);
    void addChooser(const QString& name, const std::vector<std::string>& kinds, QString* chosen, bool index);
    void addSeparator();
    void addRightSide();
    QString putLine() const;
    void put();
    void send(const QString& word);
    void allow();
    void restyle();
    void fitWords();
    void sayTheme();
    void sayWords(int brevity);
    int neededWidth(int brevity) const;

    Look& look_;
    Bridge& bridge_;
    QMap<QString, FlatButton*> buttons_;
    QMap<QString, QString> tips_;  // of the buttons that need a database
    QList<QWidget*> separators_;
    MenuButton* menu_;
    SearchBox* search_ = nullptr;
    QLineEdit* key_;
    QLineEdit* value_;
    FlatButton* cut_;
    FlatButton* open_;
    FlatButton* theme_;
    LayoutSwitch* layoutSwitch_;
    QList<LayoutButton*> layouts_;  // in the order of kLayouts
    Layout shown_ = Layout::bytes;
    QString engineKind_ = QStringLiteral("log");
    QString indexKind_ = QStringLiteral("hash");
    QString disk_ = QStringLiteral("simulated");
    int example_ = -1;  // the one typed in, -1 once a person typed
};

}  // namespace vitrine::ui
