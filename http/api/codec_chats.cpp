#include "http/api/codec_clients.hpp"
#include "http/api/codec_words.hpp"
#include "protocols/messenger.hpp"

namespace switchboard::http {

namespace {

json::object client_json(const storage::client_row& client, const protocols::messenger& platform,
                         const codec& with, contacts how) {
  auto out = client_basics(client, platform, with, how);
  out["country"] = text_or_null(client.who.country);
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
    if (one.role == storage::participant_role::offered) continue;
    auto entry = named(one.member, project);
    entry["role"] = word(participant_roles, one.role);
    out.push_back(std::move(entry));
  }
  return out;
}

/// Whom the responsible has passed the chat to, who has not answered yet (INB-6).
json::value pending_transfer_json(const storage::chat_row& chat,
                                  const actors::project_view& project) {
  if (!chat.offered_to || chat.state != storage::chat_state::active) return nullptr;
  json::object out;
  out["to"] = named(chat.offered_to, project);
  out["from"] = named(chat.responsible, project);
  out["since"] = to_rfc3339(chat.offered_at.value_or(chat.created_at));
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
                     const codec& with, contacts how) {
  const auto& chat = view.chat;
  const auto found = project.channels.find(chat.channel);
  const auto& platform = platform_of(chat.channel, project);
  json::object out;
  out["id"] = text_of(chat.id);
  out["version"] = chat.version;
  out["client"] = client_json(view.client, platform, with, how);
  out["channel"] = channel_basics(chat.channel, project);
  out["state"] = word(chat_states, chat.state);
  out["responsible"] = named_or_null(chat.responsible, project);
  out["participants"] = participants_json(view, project);
  out["pending_transfer"] = pending_transfer_json(chat, project);
  out["department"] = named_or_null(chat.department, project);
  out["unread"] = chat.unread;
  out["waiting_since"] = time_or_null(chat.waiting_since);
  out["unclaimed"] = chat.unclaimed;
  out["dialog"] = text_of(chat.dialog);
  out["dialogs"] = chat.dialogs;
  out["last_message"] = last_json(chat.last);
  out["may_send"] = may_send_json(platform.may_send(
      {protocols::author::person, with.clock.now(), view.client.subscribed, chat.last_action_at,
       found == project.channels.end() ? std::string{} : found->second.message_type}));
  out["created_at"] = to_rfc3339(chat.created_at);
  return out;
}

} // namespace switchboard::http
