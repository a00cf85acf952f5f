#include "actors/domain/chat.hpp"
#include "actors/domain/chat_steps.hpp"
#include "actors/domain/permissions.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace switchboard::actors::domain {

namespace {

namespace json = boost::json;

/// What of a card has changed, and how.
struct card_diff {
  storage::card_row next;
  std::vector<storage::card_change_row> changes;

  void note(std::string field, std::string before, std::string after) {
    if (before == after) return;
    auto& change = changes.emplace_back();
    change.field = std::move(field);
    change.before = std::move(before);
    change.after = std::move(after);
  }
  void text(const char* field, std::string& known, const std::optional<std::string>& wanted) {
    if (!wanted) return;
    note(field, known, *wanted);
    known = *wanted;
  }
  template <class Enum>
  void number(const char* field, Enum& known, const std::optional<Enum>& wanted) {
    if (!wanted) return;
    note(field, std::to_string(static_cast<int>(known)), std::to_string(static_cast<int>(*wanted)));
    known = *wanted;
  }
};

std::string joined(const std::vector<std::string>& tags) {
  std::string all;
  for (const auto& tag : tags) all += (all.empty() ? "" : ", ") + tag;
  return all;
}

void change_tags(card_diff& diff, const edit_card& what) {
  auto& tags = diff.next.tags;
  const auto before = joined(tags);
  for (const auto& tag : what.remove_tags) std::erase(tags, tag);
  for (const auto& tag : what.add_tags)
    if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
  diff.note("tags", before, joined(tags));
}

void change_variables(card_diff& diff, const edit_card& what) {
  if (what.variables.empty()) return;
  auto values = json::parse(diff.next.variables).as_object();
  for (const auto& [id, value] : what.variables) {
    const auto key = to_string(id);
    const auto known = values.find(key);
    const auto before = known == values.end() ? std::string{} : json::serialize(known->value());
    const bool clears = value == "null";
    if (clears)
      values.erase(key);
    else
      values[key] = json::parse(value);
    diff.note("variable:" + key, before, clears ? std::string{} : value);
  }
  diff.next.variables = json::serialize(values);
}

card_diff apply(const storage::card_row& card, const edit_card& what) {
  card_diff diff{card, {}};
  auto& next = diff.next;
  diff.number("status", next.status, what.status);
  diff.text("email", next.email, what.email);
  diff.text("phone", next.phone, what.phone);
  diff.number("sex", next.sex, what.sex);
  diff.text("country", next.country, what.country);
  diff.text("city", next.city, what.city);
  diff.text("address", next.address, what.address);
  diff.text("notes", next.notes, what.notes);
  change_tags(diff, what);
  change_variables(diff, what);
  return diff;
}

bool may_edit(const chat_model& model, person_id by, const moment& at) {
  if (model.chat.state != storage::chat_state::active || model.holder(by)) return true;
  const auto member = at.project->members.find(by);
  return member != at.project->members.end() && is_chief(member->second);
}

} // namespace

result<decision> on_edit_card(const chat_model& model, person_id by, const edit_card& what,
                              const storage::card_row& card, const moment& at) {
  if (!may_edit(model, by, at)) return fail(errc::not_participant);
  auto diff = apply(card, what);
  if (diff.next.tags.size() > most_tags) return fail(errc::limit_reached, {}, "/add_tags");
  auto made = start_from(model, at);
  if (diff.changes.empty()) {
    made.card = card;
    return made;
  }
  ++diff.next.version;
  made.changes.push_back(storage::put_card{diff.next});
  for (auto& change : diff.changes) {
    change.project = card.project;
    change.client = card.client;
    change.id = change_id{at.new_id()};
    change.by = by;
    change.created_at = at.now;
    made.changes.push_back(storage::add_card_change{std::move(change)});
  }
  if (made.watched)
    made.tell.push_back(card_changed{diff.next, facts_of(made.next), made.next.client});
  made.card = std::move(diff.next);
  return made;
}

} // namespace switchboard::actors::domain
