// What the readers of the benchmark's JSON share: a walk through it that remembers the first place where it is not as it
// should be.
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <nlohmann/json.hpp>

#include "core/base/result.h"

namespace vitrine::ui {

/// The text as an object printed by `vitrine-cli bench`, of a version that is known here. Errors as of readBenchReport.
Result<nlohmann::json> parseBenchJson(const QByteArray& text, const QString& place);

/// Fields of one object. A missing or mistaken field gives an empty value, and the first such place stays in `problem`.
class BenchFields {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::BenchFields)

  public:
    /// `object` and `problem` outlive it. `path` is where the object lies, as "/series/3".
    BenchFields(const nlohmann::json& object, QString path, QString& problem);

    bool has(const char* name) const;
    /// Finite, not below 0, and not beyond anything that can be measured.
    double number(const char* name) const;
    /// The same; 0 where it is not there or null, because it does not apply.
    double numberIfAny(const char* name) const;
    QString text(const char* name) const;
    /// False if it is not there.
    bool flag(const char* name) const;
    QStringList texts(const char* name) const;
    /// Calls `visit(BenchFields)` for each object of a list; none where there is no such list.
    template <class Visit>
    void each(const char* name, Visit visit) const {
        const nlohmann::json* all = find(name, &nlohmann::json::is_array, "a list");
        for (std::size_t i = 0; all && i < all->size(); ++i)
            visit(BenchFields((*all)[i], QStringLiteral("%1/%2/%3").arg(path_, QString::fromLatin1(name)).arg(i),
                              problem_));
    }
    /// Says that the value of a field makes no sense.
    void complain(const char* name, const QString& why) const;

  private:
    const nlohmann::json* find(const char* name, bool (nlohmann::json::*is)() const noexcept, const char* kind) const;

    const nlohmann::json& object_;
    QString path_;
    QString& problem_;
};

}  // namespace vitrine::ui
