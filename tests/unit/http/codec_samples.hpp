#pragma once

#include "http/api/codec.hpp"
#include "http/api/openapi.hpp"
#include "http/files/links.hpp"

#include <boost/json.hpp>

#include <string>
#include <utility>

/// A project, a chat and what belongs to it, to be written in the words of the API.
namespace switchboard::http::samples {

namespace json = boost::json;

inline const timestamp when = *parse_rfc3339("2026-11-20T09:53:35.123Z");

inline storage::member_row member(std::int64_t id, std::string name, storage::role role) {
  storage::member_row out;
  out.id = person_id{id};
  out.name = std::move(name);
  out.role = role;
  return out;
}

inline storage::department_row department() {
  storage::department_row out;
  out.id = department_id{71};
  out.name = "Sales";
  out.members = {person_id{11}};
  out.sources = {{storage::source_kind::channel, "21"}, {storage::source_kind::link, "spring"}};
  out.created_at = when;
  return out;
}

inline actors::project_view project() {
  actors::project_view out;
  out.project.id = project_id{5};
  out.project.name = "Shop";
  out.project.time_zone = "Europe/Moscow";
  out.project.created_at = when;
  out.members[person_id{11}] = member(11, "Ann", storage::role::owner);
  out.former[person_id{13}] = "Carl";
  out.departments[department_id{71}] = department();
  storage::channel_row channel;
  channel.project = project_id{5};
  channel.id = channel_id{21};
  channel.external_id = "777";
  channel.name = "Shop bot";
  channel.username = "shop_bot";
  channel.hook_key = "key";
  channel.token = "777:secret";
  channel.created_at = when;
  out.channels[channel.id] = channel;
  return out;
}

inline actors::chat_view chat() {
  actors::chat_view out;
  out.client.id = chat_id{31};
  out.client.channel = channel_id{21};
  out.client.external_id = "999";
  out.client.who = {"Bob", "Stone", "bob", "ru"};
  out.chat.id = chat_id{31};
  out.chat.channel = channel_id{21};
  out.chat.state = storage::chat_state::active;
  out.chat.responsible = person_id{11};
  out.chat.dialog = dialog_id{41};
  out.chat.dialogs = 2;
  out.chat.version = 9;
  out.chat.created_at = when;
  out.participants = {{person_id{11}, storage::participant_role::responsible},
                      {person_id{12}, storage::participant_role::added}};
  return out;
}

/// Passed to somebody who has not answered yet.
inline actors::chat_view passed() {
  auto out = chat();
  out.chat.department = department_id{71};
  out.chat.offered_to = person_id{13};
  out.chat.offered_at = when;
  out.participants.push_back({person_id{13}, storage::participant_role::offered});
  return out;
}

inline storage::card_row card() {
  storage::card_row out;
  out.client = chat_id{31};
  out.status = storage::client_status::regular;
  out.email = "bob@stone.co";
  out.phone = "+7 999 123-45-67";
  out.sex = storage::client_sex::male;
  out.city = "Riga";
  out.address = "Brivibas 1";
  out.notes = "likes tea";
  out.tags = {"vip", "tea"};
  out.variables = R"({"7":"blue","8":true})";
  out.version = 3;
  return out;
}

inline storage::message_row message() {
  storage::message_row out;
  out.id = message_id{51};
  out.chat = chat_id{31};
  out.dialog = dialog_id{41};
  out.kind = storage::message_kind::outgoing;
  out.status = storage::message_status::failed;
  out.author = person_id{11};
  out.text = "a \"quoted\"\nline </script> \xe2\x80\xae 😀";
  out.error_code = "chat_not_found";
  out.error_text = "Bad Request: chat not found";
  out.created_at = when;
  return out;
}

inline storage::message_row system_line(storage::action what, std::int64_t subject) {
  auto out = message();
  out.kind = storage::message_kind::system;
  out.action = what;
  out.subject = subject;
  return out;
}

/// What the words need besides the rows, for a server nobody reaches from outside.
inline const codec& with() {
  static const auto keys = sealer::from_hex(std::string(64, '1')).value();
  static const link_maker links{keys, system_clock(), std::chrono::days{30}};
  static const codec made{"", links, system_clock()};
  return made;
}

inline storage::file_row file() {
  storage::file_row out;
  out.id = file_id{61};
  out.kind = protocols::content::photo;
  out.blob = std::string(64, 'a');
  out.thumbnail = std::string(64, 'b');
  out.mime = "image/jpeg";
  out.name = "cat.jpg";
  out.size = 7;
  return out;
}

/// Field names of an object that the schema does not have, and the other way round.
inline std::string difference(const json::object& made, std::string_view schema) {
  const auto all = make_schemas();
  const auto& properties = all.at(schema).at("properties").as_object();
  const auto& required = all.at(schema).at("required").as_array();
  std::string out;
  for (const auto& member : made)
    if (!properties.contains(member.key())) out += "+" + std::string{member.key()} + " ";
  for (const auto& name : required)
    if (!made.contains(name.as_string())) out += "-" + std::string{name.as_string().c_str()} + " ";
  if (required.size() != properties.size()) out += "optional fields";
  return out;
}

} // namespace switchboard::http::samples
