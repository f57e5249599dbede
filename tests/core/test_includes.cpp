// The rooms of the house: reads every include there is and names those that break a rule.
#include <filesystem>
#include <fstream>
#include <regex>

#include <QTest>

#include <fmt/format.h>

#include "tests/support/places.h"
#include "tests/support/room_rules.h"

using vitrine::test::roomBreach;
namespace fs = std::filesystem;

class TestIncludes : public QObject {
    Q_OBJECT
  private slots:
    void everyIncludeKeepsTheRules() {
        static const std::regex form("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
        const fs::path root = vitrine::test::sourceDirectory();
        std::string breaches;
        std::size_t files = 0;
        std::size_t includes = 0;
        for (const char* house : {"core", "ui", "app", "tests"}) {
            for (const auto& entry : fs::recursive_directory_iterator(root / house)) {
                if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
                ++files;
                const std::string file = fs::relative(entry.path(), root).generic_string();
                std::ifstream in(entry.path());
                QVERIFY2(in.good(), file.c_str());
                std::string line;
                for (int number = 1; std::getline(in, line); ++number) {
                    std::smatch match;
                    if (!std::regex_search(line, match, form)) continue;
                    ++includes;
                    if (const auto breach = roomBreach(file, match[2].str(), match[1] == "<"))
                        breaches += fmt::format("\n{}:{}: {}: {}", file, number, match[2].str(), *breach);
                }
            }
        }
        QVERIFY2(breaches.empty(), breaches.c_str());
        QVERIFY2(files > 30 && includes > 100, "the sources were not found");
    }

    void aForgedBreachIsCaught_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("included");
        QTest::addColumn<bool>("angled");
        const auto row = [](const char* file, const char* included, bool angled = false) {
            QTest::addRow("%s: %s", file, included) << QByteArray(file) << QByteArray(included) << angled;
        };
        row("core/base/bytes.h", "core/trace/fact.h");
        row("core/disk/disk.h", "core/engine/job.h");
        row("core/index/hash_index.cpp", "core/log/format.h");
        row("core/log/engine.cpp", "core/session/session.h");
        row("core/log/engine.cpp", "core/dissect/dissect.h");
        row("core/session/session.cpp", "core/lab/explore.h");
        row("core/lsm/lsm.cpp", "core/log/format.h");
        row("core/memory/memory.cpp", "core/btree/tree.h");
        row("core/log/engine.cpp", "ui/theme/theme.h");
        row("core/log/engine.cpp", "tests/support/model.h");
        row("core/log/engine.cpp", "app/version.h");
        row("core/cache/cache.h", "core/base/bytes.h");
        row("core/base/bytes.cpp", "QString", true);
        row("core/base/bytes.cpp", "QtCore/qstring.h", true);
        row("core/base/bytes.cpp", "core/base/bytes.h", true);
        row("core/base/bytes.cpp", "bytes.h");
        row("core/base/bytes.cpp", "core/log/../base/bytes.h");
        row("app/vitrine_cli.cpp", "QCoreApplication", true);
        row("ui/views/bytes_view.cpp", "core/session/session.h");
        row("ui/models/ops.cpp", "core/session/session.h");
        row("ui/plots/cost.cpp", "core/engine/storage_engine.h");
        row("ui/theme/theme.cpp", "ui/views/bytes_view.h");
        row("ui/theme/theme.cpp", "ui/models/ops.h");
        row("ui/models/ops.cpp", "ui/views/bytes_view.h");
        row("ui/views/bytes_view.cpp", "ui/plots/cost.h");
        row("ui/views/bytes_view.cpp", "ui/bridge/bridge.h");
        row("ui/bridge/bridge.cpp", "ui/panels/log_panel.h");
        row("ui/panels/log_panel.cpp", "ui/shell/main_window.h");
        row("ui/panels/log_panel.cpp", "ui/panels/console_panel.h");
        row("ui/panels/log_panel.cpp", "tests/support/model.h");
        row("ui/views/bytes_view.cpp", "qcustomplot.h", true);
        row("ui/shell/main_window.cpp", "qcustomplot.h");
        row("ui/shell/command_bar.cpp", "core/log/log_engine.h");
        row("ui/shell/command_bar.cpp", "core/index/index.h");
        row("ui/shell/command_bar.cpp", "core/engine/registry.h");
        row("ui/shell/command_bar.cpp", "core/lab/what_if.h");
        row("ui/shell/main_window.cpp", "app/version.h");
        row("tests/core/test_base.cpp", "app/version.h");
    }
    void aForgedBreachIsCaught() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, included);
        QFETCH(bool, angled);
        QVERIFY(roomBreach(file.toStdString(), included.toStdString(), angled));
    }

    void whatIsAllowedPasses_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("included");
        QTest::addColumn<bool>("angled");
        const auto row = [](const char* file, const char* included, bool angled = false) {
            QTest::addRow("%s: %s", file, included) << QByteArray(file) << QByteArray(included) << angled;
        };
        row("core/base/bytes.cpp", "core/base/bytes.h");
        row("core/base/bytes.cpp", "vector", true);
        row("core/log/engine.cpp", "core/engine/storage_engine.h");
        row("core/session/session.cpp", "core/log/engine.h");
        row("core/lab/explore.cpp", "core/session/session.h");
        row("ui/views/bytes_view.cpp", "ui/models/ops.h");
        row("ui/views/bytes_view.cpp", "QWidget", true);
        row("ui/views/bytes_view.cpp", "ui/theme/theme.h");
        row("ui/models/ops.cpp", "core/trace/scene.h");
        row("ui/plots/cost.cpp", "qcustomplot.h", true);
        row("ui/panels/log_panel.cpp", "ui/panels/log_panel.h");
        row("ui/panels/log_panel.cpp", "core/session/session.h");
        row("ui/panels/panel_registry.cpp", "ui/panels/log_panel.h");
        row("ui/shell/main_window.cpp", "ui/panels/log_panel.h");
        row("ui/shell/help_sheet.cpp", "core/session/session.h");
        row("app/vitrine.cpp", "ui/shell/main_window.h");
        row("tests/core/test_x.cpp", "core/lab/explore.h");
        row("tests/core/test_x.cpp", "test_x.moc");
    }
    void whatIsAllowedPasses() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, included);
        QFETCH(bool, angled);
        const auto breach = roomBreach(file.toStdString(), included.toStdString(), angled);
        QVERIFY2(!breach, breach ? breach->c_str() : "");
    }
};

QTEST_APPLESS_MAIN(TestIncludes)
#include "test_includes.moc"
