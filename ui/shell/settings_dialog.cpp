#include "ui/shell/settings_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>
#include <cmath>

#include "ui/bridge/cursor.h"
#include "ui/shell/language.h"
#include "ui/views/card.h"

namespace vitrine::ui {
namespace {

template <class Widget>
Widget* named(const char* name, QWidget* parent) {
    auto* widget = new Widget(parent);
    widget->setObjectName(QString::fromLatin1(name));
    return widget;
}

}  // namespace

SettingsDialog::SettingsDialog(Look& look, Settings& settings, QWidget* parent)
    : QDialog(parent), look_(look), settings_(settings) {
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    setModal(false);
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addLook(*form);
    addLanguage(*form);
    addPlaying(*form);
    addQuestions(*form);
    addLimits(*form);
    auto* close = new FlatButton(look, tr("Close"), FlatButton::Kind::plain, this);
    close->setObjectName(QStringLiteral("settingsClose"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(close, 0, Qt::AlignRight);
    connect(&look, &Look::changed, this, &SettingsDialog::restyle);
    restyle();
}

void SettingsDialog::show(std::function<void()> update) {
    update();
    connect(&settings_, &Settings::changed, this, std::move(update));
}

void SettingsDialog::addLook(QFormLayout& form) {
    auto* theme = named<QComboBox>("settingTheme", this);
    theme->addItems({tr("As the system"), tr("Light"), tr("Dark"), tr("High contrast")});
    connect(theme, &QComboBox::activated, this,
            [this](int index) { settings_.setTheme(static_cast<ThemeChoice>(index)); });
    show([this, theme] { theme->setCurrentIndex(static_cast<int>(settings_.theme())); });
    form.addRow(tr("&Theme"), theme);

    auto* scale = named<QSpinBox>("settingScale", this);
    scale->setRange(static_cast<int>(Settings::kLeastScale * 100), static_cast<int>(Settings::kMostScale * 100));
    scale->setSingleStep(10);
    scale->setSuffix(QStringLiteral(" %"));
    scale->setKeyboardTracking(false);
    connect(scale, &QSpinBox::valueChanged, this, [this](int percent) { settings_.setScale(percent / 100.0); });
    show([this, scale] {
        const QSignalBlocker quiet(scale);
        scale->setValue(static_cast<int>(std::lround(settings_.scale() * 100)));
    });
    form.addRow(tr("&Scale"), scale);

    auto* motion = named<QCheckBox>("settingAnimations", this);
    motion->setText(tr("What changes moves; without, it only glows"));
    connect(motion, &QCheckBox::toggled, &settings_, &Settings::setAnimations);
    show([this, motion] { motion->setChecked(settings_.animations()); });
    form.addRow(tr("&Motion"), motion);
}

void SettingsDialog::addLanguage(QFormLayout& form) {
    auto* language = named<QComboBox>("settingLanguage", this);
    language->addItem(tr("As the system"), QString());
    for (const Language& one : languages()) language->addItem(one.name, one.code);
    connect(language, &QComboBox::activated, this,
            [this, language](int index) { settings_.setLanguage(language->itemData(index).toString()); });
    show([this, language] { language->setCurrentIndex(std::max(0, language->findData(settings_.language()))); });
    form.addRow(tr("Lan&guage"), language);

    auto* note = named<QLabel>("settingLanguageNote", this);
    note->setText(tr("It is spoken from the next start on."));
    note->setWordWrap(true);
    // Told where it matters: once another was chosen than the window speaks.
    show([this, note, atFirst = settings_.language()] { note->setVisible(settings_.language() != atFirst); });
    form.addRow(QString(), note);
}

void SettingsDialog::addPlaying(QFormLayout& form) {
    auto* speed = named<QDoubleSpinBox>("settingSpeed", this);
    speed->setRange(Cursor::kSlowest, Cursor::kFastest);
    speed->setDecimals(1);
    speed->setSuffix(tr(" steps a second"));
    speed->setKeyboardTracking(false);
    connect(speed, &QDoubleSpinBox::valueChanged, &settings_, &Settings::setStepsPerSecond);
    show([this, speed] {
        const QSignalBlocker quiet(speed);
        speed->setValue(settings_.stepsPerSecond());
    });
    form.addRow(tr("&Playing"), speed);

    auto* start = named<QCheckBox>("settingStartScreen", this);
    start->setText(tr("Begin with the lessons and what was open lately"));
    connect(start, &QCheckBox::toggled, &settings_, &Settings::setStartScreen);
    show([this, start] { start->setChecked(settings_.startScreen()); });
    form.addRow(tr("St&art"), start);
}

void SettingsDialog::addQuestions(QFormLayout& form) {
    const auto add = [&](const char* name, const QString& label, const QString& text, bool (Settings::*get)() const,
                         void (Settings::*set)(bool)) {
        auto* box = named<QCheckBox>(name, this);
        box->setText(text);
        connect(box, &QCheckBox::toggled, &settings_, set);
        show([this, box, get] { box->setChecked((settings_.*get)()); });
        form.addRow(label, box);
    };
    add("settingAsksInLessons", tr("&Questions"), tr("Lessons ask what will happen before it happens"), &Settings::asksInLessons,
        &Settings::setAsksInLessons);
    add("settingAsksInPlayground", QString(), tr("Ask before recovery steps and reads after a crash outside of lessons, too"),
        &Settings::asksInPlayground, &Settings::setAsksInPlayground);
}

void SettingsDialog::addLimits(QFormLayout& form) {
    const auto add = [&](const char* name, const QString& label, const QString& tip, int (Settings::*get)() const,
                         void (Settings::*set)(int)) {
        auto* box = named<QSpinBox>(name, this);
        box->setRange(Settings::kLeastMiB, Settings::kMostMiB);
        box->setSingleStep(64);
        box->setSuffix(tr(" MiB"));
        box->setToolTip(tip);
        box->setKeyboardTracking(false);
        connect(box, &QSpinBox::valueChanged, &settings_, set);
        show([this, box, get] {
            const QSignalBlocker quiet(box);
            box->setValue((settings_.*get)());
        });
        form.addRow(label, box);
    };
    add("settingHistory", tr("&History in memory"),
        tr("What is older than this holds is dropped, and the timeline says so"), &Settings::historyMiB,
        &Settings::setHistoryMiB);
    add("settingCopies", tr("&Copies of directories"),
        tr("A directory that is larger is not copied to be branched from; counts from the next start"), &Settings::copyLimitMiB,
        &Settings::setCopyLimitMiB);

    auto* recent = new FlatButton(look_, tr("Forget what was open lately"), FlatButton::Kind::plain, this);
    recent->setObjectName(QStringLiteral("settingClearRecent"));
    connect(recent, &QPushButton::clicked, this, [this] { settings_.setRecentPaths({}); });
    show([this, recent] {
        const bool none = settings_.recentPaths().isEmpty();
        recent->setEnabled(!none);
        recent->setToolTip(none ? tr("Nothing was open yet.") : QString());
    });
    form.addRow(tr("Recent files"), recent);
}

void SettingsDialog::restyle() {
    layout()->setContentsMargins(look_.px(22), look_.px(20), look_.px(22), look_.px(18));
    layout()->setSpacing(look_.px(14));
    for (auto* form : findChildren<QFormLayout*>()) {
        form->setHorizontalSpacing(look_.px(18));
        form->setVerticalSpacing(look_.px(12));
    }
    for (auto* field : findChildren<QWidget*>())
        if (qobject_cast<QComboBox*>(field) || qobject_cast<QAbstractSpinBox*>(field))
            field->setMinimumHeight(look_.px(30));
    setFont(look_.sans(14));
    setMinimumWidth(look_.px(470));
}

}  // namespace vitrine::ui
