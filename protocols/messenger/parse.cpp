#include "protocols/messenger/parse.hpp"

#include "protocols/digest.hpp"
#include "protocols/messenger/events.hpp"
#include "protocols/messenger/fields.hpp"

#include <array>
#include <string>
#include <utility>

namespace switchboard::protocols::facebook {

namespace {

/// The lists of an entry. `changes` tells of the page's wall, which is none of ours.
struct list {
  std::string_view name;
  bool standby;
};
constexpr std::array lists{list{"messaging", false}, list{"standby", true}};

delivered_event not_taken(std::string_view bytes, std::string_view kind, std::string_view why,
                          std::string account = {}) {
  delivered_event one{.account = std::move(account), .event = {}, .bytes = std::string{bytes}};
  one.event.kind = kind;
  one.event.key = "sha256:" + sha256_hex(bytes);
  give_up(one.event, why);
  return one;
}

/// The page's side of an event that came without its envelope.
std::string page_of(const json::object& event) {
  const auto* message = object_at(event, "message");
  const bool echo = message != nullptr && boolean_at(*message, "is_echo").value_or(false);
  const auto* page = object_at(event, echo ? "sender" : "recipient");
  return page != nullptr ? id_at(*page, "id") : std::string{};
}

/// The events of one call, gathered in their order.
class gathering {
public:
  explicit gathering(std::string_view body) : body_(body) {}

  /// An event's own bytes are those of the body where it is the only one. A key made of it must
  /// be the same when the platform repeats it in other company, so it is of the event alone.
  void add_event(const json::value& from, const std::string& page, bool standby,
                 timestamp received_at, bool alone) {
    const auto* fields = from.if_object();
    if (fields == nullptr) return add_strange(from, "unknown", page);
    delivered_event one{
        .account = page.empty() ? page_of(*fields) : page, .event = {}, .bytes = {}};
    one.event = read_event(*fields, one.account, standby, received_at);
    if (!alone || one.event.key.empty()) one.bytes = json::serialize(from);
    if (one.event.key.empty()) one.event.key = "sha256:" + sha256_hex(one.bytes);
    if (alone) one.bytes = body_;
    all_.push_back(std::move(one));
  }

  void add_strange(const json::value& from, std::string_view kind, const std::string& page) {
    all_.push_back(not_taken(json::serialize(from), kind, "malformed", page));
  }

  void add_entry(const json::value& from, bool alone) {
    const auto* entry = from.if_object();
    if (entry == nullptr) return add_strange(from, "entry", {});
    const auto page = id_at(*entry, "id");
    const auto received_at = time_at(*entry, "time");
    const auto before = all_.size();
    for (const auto& [name, standby] : lists) {
      const auto* events = array_at(*entry, name);
      if (events == nullptr) continue;
      const bool only = alone && events->size() == 1 && entry->size() <= 3;
      for (const auto& event : *events) add_event(event, page, standby, received_at, only);
    }
    if (all_.size() != before) return;
    const bool wall = entry->contains("changes");
    all_.push_back(not_taken(json::serialize(from), wall ? "changes" : "entry",
                             wall ? "unsupported_kind" : "no_events", page));
  }

  std::vector<delivered_event> take() { return std::move(all_); }

private:
  std::string_view body_;
  std::vector<delivered_event> all_;
};

std::vector<delivered_event> read_body(const json::value& root, std::string_view body) {
  gathering all(body);
  const auto* fields = root.if_object();
  if (fields == nullptr) return {not_taken(body, "unknown", "not_an_object")};
  const auto* object = fields->if_contains("object");
  const bool page = object == nullptr || text_at(*fields, "object") == "page";
  if (!page) return {not_taken(body, "unknown", "not_a_page")};
  if (const auto* entries = array_at(*fields, "entry")) {
    for (const auto& entry : *entries) all.add_entry(entry, entries->size() == 1);
  } else if (fields->contains("sender") || fields->contains("recipient")) {
    all.add_event(root, {}, false, {}, true);
  }
  auto events = all.take();
  if (events.empty()) events.push_back(not_taken(body, "unknown", "no_events"));
  return events;
}

} // namespace

std::vector<delivered_event> parse_hook(std::string_view body) {
  const json_document document(body);
  if (document.root() == nullptr) return {not_taken(body, "unknown", "not_json")};
  auto events = read_body(*document.root(), body);
  if (document.repaired())
    for (auto& one : events) one.event.keep_bytes = true;
  return events;
}

} // namespace switchboard::protocols::facebook
