#include "tests/unit/protocols/support.hpp"

#include <array>
#include <charconv>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#define CAF_SUITE readme
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;

namespace {

std::string number(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

/// 50000000 as "50 MB": of both kinds of million, the one the platform counts in.
std::string bytes(std::int64_t count) {
  constexpr std::int64_t mb = 1'000'000;
  constexpr std::int64_t mib = 1024 * 1024;
  if (count == 0) return "-";
  if (count % mib == 0) return std::to_string(count / mib) + " MiB";
  if (count % mb == 0) return std::to_string(count / mb) + " MB";
  return std::to_string(count);
}

template <class Number>
std::string or_none(Number count) {
  return count == 0 ? "-" : std::to_string(count);
}

std::string yes(bool is) { return is ? "yes" : "-"; }

struct row {
  const char* label;
  std::string (*cell)(const rules&);
};

/// Every field of `rules`, as the table says it.
const std::vector<row> rows{
    {"longest text", [](const rules& r) { return or_none(r.text_limit); }},
    {"longest text beside files", [](const rules& r) { return or_none(r.caption_limit); }},
    {"text beside photos only", [](const rules& r) { return yes(r.captions_photos_only); }},
    {"files with one message", [](const rules& r) { return or_none(r.files_at_once); }},
    {"photo up to", [](const rules& r) { return bytes(r.photo_bytes); }},
    {"video up to", [](const rules& r) { return bytes(r.video_bytes); }},
    {"audio up to", [](const rules& r) { return bytes(r.audio_bytes); }},
    {"document up to", [](const rules& r) { return bytes(r.document_bytes); }},
    {"messages per second, channel", [](const rules& r) { return number(r.pace.per_channel); }},
    {"messages per second, client", [](const rules& r) { return number(r.pace.per_chat); }},
    {"at once to a client", [](const rules& r) { return std::to_string(r.pace.chat_burst); }},
    {"webhooks", [](const rules& r) { return yes(r.webhooks); }},
    {"can be polled", [](const rules& r) { return yes(r.polls); }},
    {"fetches files from us", [](const rules& r) { return yes(r.needs_public_files); }},
    {"edits", [](const rules& r) { return yes(r.edits); }},
    {"deletes", [](const rules& r) { return yes(r.deletes); }},
    {"changes within, hours",
     [](const rules& r) { return or_none(r.changes_within ? r.changes_within->count() : 0); }},
    {"quotes", [](const rules& r) { return yes(r.replies); }},
    {"tells delivered", [](const rules& r) { return yes(r.tells_delivered); }},
    {"tells read", [](const rules& r) { return yes(r.tells_read); }},
    {"tells typing", [](const rules& r) { return yes(r.tells_typing); }},
    {"shows our typing", [](const rules& r) { return yes(r.shows_typing); }},
    {"shows our reading", [](const rules& r) { return yes(r.shows_read); }},
    {"account page", [](const rules& r) { return yes(r.bot_profile); }},
    {"welcome", [](const rules& r) { return yes(r.has_welcome); }},
    {"same key is one message", [](const rules& r) { return yes(r.idempotent); }},
    {"echo within, seconds", [](const rules& r) { return or_none(r.echo_wait.count()); }},
    {"texts of one call", [](const rules& r) { return std::to_string(r.batch); }},
    {"profiles of one question", [](const rules& r) { return or_none(r.profiles_at_once); }},
};

/// The cells of a line of a table, without the spaces around them; none of another line.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found;
  if (!line.starts_with("|")) return found;
  std::istringstream in(line.substr(1));
  for (std::string cell; std::getline(in, cell, '|');) {
    const auto first = cell.find_first_not_of(' ');
    const auto last = cell.find_last_not_of(' ');
    found.push_back(first == cell.npos ? "" : cell.substr(first, last - first + 1));
  }
  return found;
}

using table = std::map<std::string, std::vector<std::string>>;

/// The lines of the README's tables by their first cell.
table tables() {
  table found;
  const auto path = std::filesystem::path(SWITCHBOARD_SOURCE_DIR) / "protocols/README.md";
  std::istringstream in(test::read_file(path));
  for (std::string line; std::getline(in, line);) {
    auto of_line = cells(line);
    if (!of_line.empty()) found[of_line.front()] = {of_line.begin() + 1, of_line.end()};
  }
  return found;
}

} // namespace

CAF_TEST(CHN-1: the README tells the rules of every platform) {
  const auto told = tables();
  std::vector<std::string> names;
  for (const auto* one : messengers()) names.emplace_back(one->name());
  CAF_REQUIRE(told.count("rule") == 1);
  CAF_CHECK(told.at("rule") == names);
  for (const auto& row : rows) {
    std::vector<std::string> expected;
    std::string line = "| " + std::string{row.label};
    for (const auto* one : messengers()) {
      expected.push_back(row.cell(one->rules()));
      line += " | " + expected.back();
    }
    const auto found = told.find(row.label);
    CAF_MESSAGE("the README should say: " << line << " |");
    CAF_CHECK(found != told.end() && found->second == expected);
  }
}
