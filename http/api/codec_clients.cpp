#include "http/api/codec_clients.hpp"

#include "http/api/codec_words.hpp"
#include "protocols/messenger.hpp"

#include <array>
#include <charconv>

namespace switchboard::http {

namespace {

/// A name that is a username, or the platform's own number, would say how to reach the client.
std::string display_name(const storage::client_row& client, contacts how) {
  auto name = client.who.first_name;
  if (!name.empty() && !client.who.last_name.empty()) name += ' ';
  name += client.who.last_name;
  if (!name.empty()) return name;
  if (how == contacts::kept) return to_string(client.id);
  return client.who.username.empty() ? client.external_id : client.who.username;
}

bool is_contact(std::string_view field) {
  return field == "email" || field == "phone" || field == "address";
}

/// "12.5": JSON is written with exponents.
std::string short_number(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

/// Numbers become words, JSON of a variable becomes what a person reads.
std::string readable(const std::string& field, const std::string& value) {
  if (value.empty()) return value;
  if (field == "status") return std::string{client_statuses.at(std::stoul(value))};
  if (field == "sex") return std::string{sexes.at(std::stoul(value))};
  if (!field.starts_with("variable:")) return value;
  const auto told = json::parse(value);
  if (const auto* text = told.if_string()) return {text->data(), text->size()};
  return told.is_double() ? short_number(told.get_double()) : value;
}

} // namespace

const protocols::messenger& platform_of(channel_id channel, const actors::project_view& project) {
  const auto found = project.channels.find(channel);
  return protocols::messenger_of(found == project.channels.end() ? protocols::platform::telegram
                                                                 : found->second.platform);
}

json::object channel_basics(channel_id channel, const actors::project_view& project) {
  const auto found = project.channels.find(channel);
  json::object out;
  out["id"] = text_of(channel);
  out["platform"] = platform_of(channel, project).name();
  out["name"] = found == project.channels.end() ? std::string{} : found->second.name;
  return out;
}

json::object client_basics(const storage::client_row& client, const protocols::messenger& platform,
                           const codec& with, contacts how) {
  const bool told = how == contacts::told;
  const auto link = told ? platform.profile_url(client.external_id, client.who) : std::nullopt;
  json::object out;
  out["id"] = text_of(client.id);
  out["name"] = display_name(client, how);
  out["first_name"] = client.who.first_name;
  out["last_name"] = client.who.last_name;
  out["username"] = told ? text_or_null(client.who.username) : json::value{};
  out["language"] = text_or_null(client.who.language);
  out["subscribed"] = client.subscribed;
  out["photo_url"] = picture_url(client.photo_blob, with);
  out["came_by"] = text_or_null(client.came_by);
  out["profile_url"] = link ? json::value(json::string_view{*link}) : json::value{};
  return out;
}

json::object to_json(const storage::client_row& client, const storage::card_row& card,
                     const actors::project_view& project, const codec& with, contacts how) {
  const bool told = how == contacts::told;
  auto out = client_basics(client, platform_of(client.channel, project), with, how);
  out["chat"] = text_of(client.id);
  out["channel"] = channel_basics(client.channel, project);
  out["created_at"] = to_rfc3339(client.created_at);
  out["status"] = word(client_statuses, card.status);
  out["email"] = told ? card.email : std::string{};
  out["phone"] = told ? card.phone : std::string{};
  out["sex"] = word(sexes, card.sex);
  out["country"] = card.country;
  out["city"] = card.city;
  out["address"] = told ? card.address : std::string{};
  out["notes"] = card.notes;
  json::array tags;
  for (const auto& tag : card.tags) tags.emplace_back(json::string_view{tag});
  out["tags"] = std::move(tags);
  out["variables"] = json::parse(card.variables);
  out["version"] = card.version;
  out["contacts"] = told;
  return out;
}

json::object to_json(const storage::card_change_row& change, const actors::project_view& project,
                     contacts how) {
  const bool hidden = how == contacts::kept && is_contact(change.field);
  json::object out;
  out["id"] = text_of(change.id);
  out["at"] = to_rfc3339(change.created_at);
  out["by"] = named_or_null(change.by, project);
  out["field"] = change.field;
  out["before"] = hidden ? std::string{} : readable(change.field, change.before);
  out["after"] = hidden ? std::string{} : readable(change.field, change.after);
  return out;
}

json::object to_json(const storage::dialog_row& dialog, const actors::project_view& project) {
  json::object out;
  out["id"] = text_of(dialog.id);
  out["opened_at"] = to_rfc3339(dialog.opened_at);
  out["closed_at"] = time_or_null(dialog.closed_at);
  out["closed_by"] = named_or_null(dialog.closed_by, project);
  out["first_text"] = dialog.first_text;
  return out;
}

json::object to_json(const storage::client_source_row& source) {
  json::object out;
  out["id"] = text_of(source.id);
  out["at"] = to_rfc3339(source.created_at);
  out["payload"] = source.payload;
  out["link"] = source.link;
  out["google_id"] = source.google_id;
  out["utm"] = json::parse(source.utm);
  return out;
}

json::object to_json(const storage::variable_row& variable) {
  json::object out;
  out["id"] = text_of(variable.id);
  out["name"] = variable.name;
  out["kind"] = word(variable_kinds, variable.kind);
  json::array choices;
  for (const auto& one : variable.choices) choices.emplace_back(json::string_view{one});
  out["choices"] = std::move(choices);
  out["created_at"] = to_rfc3339(variable.created_at);
  return out;
}

} // namespace switchboard::http
