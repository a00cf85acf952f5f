#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/files/links.hpp"
#include "protocols/messenger.hpp"

namespace switchboard::http {

namespace {

std::string display_name(const storage::client_row& client) {
  auto name = client.who.first_name;
  if (!name.empty() && !client.who.last_name.empty()) name += ' ';
  name += client.who.last_name;
  if (name.empty()) name = client.who.username;
  return name.empty() ? client.external_id : name;
}

json::object client_json(const storage::client_row& client, const protocols::messenger& platform,
                         const codec& with) {
  const auto link = platform.profile_url(client.external_id, client.who);
  json::object out;
  out["id"] = text_of(client.id);
  out["name"] = display_name(client);
  out["first_name"] = client.who.first_name;
  out["last_name"] = client.who.last_name;
  out["username"] = text_or_null(client.who.username);
  out["language"] = text_or_null(client.who.language);
  out["subscribed"] = client.subscribed;
  out["photo_url"] = client.photo_blob.empty()
                         ? json::value{}
                         : json::value(json::string_view{
                               with.links.make(client.photo_blob, "image/jpeg", "photo.jpg")});
  out["country"] = text_or_null(client.who.country);
  out["came_by"] = text_or_null(client.came_by);
  out["profile_url"] = link ? json::value(json::string_view{*link}) : json::value{};
  return out;
}

json::value last_json(const storage::last_words& last) {
  if (!last.id) return nullptr;
  json::object out;
  out["id"] = text_of(last.id);
  out["kind"] = word(message_kinds, last.kind);
  out["content"] = word(contents, last.content);
  out["text"] = last.text;
  out["created_at"] = to_rfc3339(last.at);
  out["status"] = text_or_null(std::string{word(statuses, last.status)});
  return out;
}

json::array participants_json(const actors::chat_view& chat, const actors::project_view& project) {
  json::array out;
  if (chat.chat.state != storage::chat_state::active) return out;
  for (const auto& one : chat.participants) {
    auto entry = named(one.member, project);
    entry["role"] = word(participant_roles, one.role);
    out.push_back(std::move(entry));
  }
  return out;
}

/// CHN-5: what the composer shows.
json::object may_send_json(const protocols::allowance& allowed) {
  json::object out;
  out["allowed"] = allowed.allowed;
  out["form"] = text_or_null(allowed.form);
  out["until"] = time_or_null(allowed.until);
  out["code"] = text_or_null(allowed.code);
  out["since"] = time_or_null(allowed.since);
  return out;
}

} // namespace

json::object to_json(const actors::chat_view& view, const actors::project_view& project,
                     const codec& with) {
  const auto& chat = view.chat;
  const auto found = project.channels.find(chat.channel);
  const bool known = found != project.channels.end();
  const auto& platform =
      protocols::messenger_of(known ? found->second.platform : protocols::platform::telegram);
  json::object channel;
  channel["id"] = text_of(chat.channel);
  channel["platform"] = platform.name();
  channel["name"] = known ? found->second.name : std::string{};
  json::object out;
  out["id"] = text_of(chat.id);
  out["version"] = chat.version;
  out["client"] = client_json(view.client, platform, with);
  out["channel"] = std::move(channel);
  out["state"] = word(chat_states, chat.state);
  out["responsible"] = named_or_null(chat.responsible, project);
  out["participants"] = participants_json(view, project);
  out["pending_transfer"] = nullptr;
  out["department"] = nullptr;
  out["unread"] = chat.unread;
  out["waiting_since"] = time_or_null(chat.waiting_since);
  out["unclaimed"] = chat.unclaimed;
  out["dialog"] = text_of(chat.dialog);
  out["dialogs"] = chat.dialogs;
  out["last_message"] = last_json(chat.last);
  out["may_send"] = may_send_json(
      platform.may_send({protocols::author::person, with.clock.now(), view.client.subscribed,
                         chat.last_action_at, known ? found->second.message_type : std::string{}}));
  out["created_at"] = to_rfc3339(chat.created_at);
  return out;
}

} // namespace switchboard::http
