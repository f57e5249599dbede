// The story of one key: the moments at which what a get would answer, or where its bytes are, became something else. Each
// moment has the file that holds the key, byte by byte, and the answer. From facts alone; no widgets.
#pragma once

#include <QCoreApplication>
#include <memory>

#include "ui/models/segments_model.h"

namespace vitrine::ui {

struct StoryMoment {
    enum class Answer { value, notFound, nobody, unreadable, unknown };

    FactId position = 0;   // from where on it is so
    FactId settled = 0;    // "put, sync" is one moment, which begins with the put and is complete from the sync on
    QString label;         // "put, sync", "overwrite", "cut power", "recover"
    QString file;          // that is shown
    std::uint64_t begin = 0;      // of the first record: the file's header is left out
    std::uint64_t sizeBytes = 0;  // of the file
    SegmentContent content;       // its records
    std::uint64_t lost = 0;       // bytes at its end that the moment before had, and that are gone
    bool cutByRecovery = false;   // a recovery cut them; else a power cut took them
    Answer answer = Answer::nobody;
    QString answerText;           // "“Ada”", "not found", "nobody answers"
    bool durable = false;         // the record that answers is on the platter, once it is settled
    std::shared_ptr<const StoryMoment> early;  // as it was before that, if it was otherwise

    const StoryMoment& at(FactId cursor) const { return early && cursor < settled ? early->at(cursor) : *this; }
};

class KeyStory {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::KeyStory)

  public:
    /// Reads the history anew if it has grown or the key is another. The newest operations alone are looked at, and of
    /// those only lines that name the key or change all keys.
    void show(const Moment& moment, const Bytes& key);
    const Bytes& key() const { return key_; }
    const std::vector<StoryMoment>& moments() const { return moments_; }
    /// The newest moment that the cursor has behind it; nothing before the first.
    std::optional<std::size_t> current(FactId position) const;
    /// The longest of the files shown, headers left out.
    std::uint64_t axisBytes() const;
    static constexpr std::size_t kMostOperations = 2000, kMostMoments = 60;

  private:
    struct State;
    void read(const Timeline& timeline);
    State stateAt(const Scene& scene) const;
    StoryMoment tell(const Scene& scene, const State& state);
    void compare(StoryMoment& moment) const;
    void becameDurable(StoryMoment moment, const QString& label);

    const Timeline* timeline_ = nullptr;
    FactId begin_ = 0, end_ = 0;
    Bytes key_;
    SegmentsModel segments_;
    std::vector<StoryMoment> moments_;
};

/// The key that a story is told of, where nobody chose one: what is pointed at, else what the newest operation that has a
/// key is about.
std::optional<Bytes> keyOfStory(const Moment& moment);

}  // namespace vitrine::ui
