#include "ui/shell/about_box.h"

#include <QCoreApplication>

#include "ui/views/card.h"

namespace vitrine::ui {

AboutBox::AboutBox(Look& look, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("aboutBox"));
    setWindowTitle(tr("About Vitrine"));
    setModal(false);
    auto* column = new QVBoxLayout(this);
    const auto say = [&](const QString& text, const char* name) {
        auto* label = new QLabel(text, this);
        label->setObjectName(QString::fromLatin1(name));
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
        return label;
    };
    auto* head = say(tr("Vitrine %1").arg(QCoreApplication::applicationVersion()), "aboutVersion");
    auto* what =
        say(tr("A database behind glass: it drives real storage engines and shows their insides while they work."),
            "aboutWhat");
    auto* licence = say(
        tr("The program is free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later). "
           "Its engines and everything else in core may also be used under the MIT licence. It comes without any "
           "warranty."),
        "aboutLicence");
    auto* others = say(tr("It stands on Qt %1, QCustomPlot, fmt and isa-l; texts are set in Inter and JetBrains Mono.")
                           .arg(QString::fromLatin1(qVersion())),
                       "aboutOthers");
    auto* close = new FlatButton(look, tr("Close"), FlatButton::Kind::plain, this);
    close->setObjectName(QStringLiteral("aboutClose"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    column->addStretch(1);
    column->addWidget(close, 0, Qt::AlignRight);
    const auto restyle = [this, &look, head, what, licence, others] {
        layout()->setContentsMargins(look.px(24), look.px(22), look.px(24), look.px(18));
        layout()->setSpacing(look.px(12));
        head->setFont(look.sans(21, QFont::DemiBold));
        for (QLabel* label : {what, licence, others}) label->setFont(look.sans(14));
        setMinimumWidth(look.px(440));
    };
    connect(&look, &Look::changed, this, restyle);
    restyle();
}

}  // namespace vitrine::ui
