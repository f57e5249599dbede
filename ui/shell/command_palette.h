// Ctrl+K: everything that can be done, by typing some of its letters. What cannot be done now says why.
#pragma once

#include <QAbstractListModel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QSortFilterProxyModel>
#include <functional>
#include <optional>

#include "ui/theme/theme.h"

namespace vitrine::ui {

struct PaletteEntry {
    QString text;    // "Cut the power…"
    QString place;   // "Database"
    QString keys;    // "X"
    QString whyNot;  // a sentence while it cannot act
    std::function<void()> act;
};

class PaletteModel : public QAbstractListModel {
    Q_OBJECT
  public:
    using QAbstractListModel::QAbstractListModel;
    void setEntries(QList<PaletteEntry> entries);
    const PaletteEntry& entry(int row) const { return entries_[row]; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    QList<PaletteEntry> entries_;
};

/// Entries that fit what was typed, the best first; all in their order while nothing was.
class PaletteFilter : public QSortFilterProxyModel {
    Q_OBJECT
  public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setTyped(const QString& typed);

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

  private:
    std::optional<int> scoreOf(int row) const;
    QString typed_;
};

class CommandPalette : public QWidget {
    Q_OBJECT
  public:
    /// `collect` is asked for the entries each time it opens.
    CommandPalette(Look& look, QWidget* window, std::function<QList<PaletteEntry>()> collect);
    void open();
    QLineEdit* field() const { return field_; }
    QListView* list() const { return list_; }
    /// As shown, from the top: "Cut the power…".
    QStringList texts() const;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    QRect box() const;
    void place();
    void type(const QString& typed);
    void run(const QModelIndex& index);
    void closeAgain();
    bool key(const QKeyEvent& event);

    Look& look_;
    std::function<QList<PaletteEntry>()> collect_;
    PaletteModel model_;
    PaletteFilter filter_;
    QLineEdit* field_;
    QListView* list_;
    QPointer<QWidget> before_;  // had the focus
};

}  // namespace vitrine::ui
