#include "http/api/codec.hpp"

#include "http/core/text.hpp"
#include "protocols/messenger.hpp"

#include <boost/json.hpp>

#include <array>

namespace switchboard::http {

namespace json = boost::json;
using storage::message_kind;

namespace {

template <class Enum, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

// In the order of the enums.
constexpr std::array<std::string_view, 3> roles{"owner", "admin", "manager"};
constexpr std::array<std::string_view, 2> participant_roles{"responsible", "added"};
constexpr std::array<std::string_view, 3> chat_states{"new", "active", "done"};
constexpr std::array<std::string_view, 2> channel_modes{"webhook", "polling"};
constexpr std::array<std::string_view, 3> channel_states{"connected", "broken", "disconnected"};
constexpr std::array<std::string_view, 6> message_kinds{"incoming",  "outgoing", "auto",
                                                        "broadcast", "note",     "system"};
constexpr std::array<std::string_view, 8> statuses{"",          "queued", "sending", "sent",
                                                   "delivered", "read",   "failed",  "uncertain"};
constexpr std::array<std::string_view, 7> actions{
    "", "opened", "took", "closed", "unsubscribed", "subscribed", "unclaimed"};
constexpr std::array<std::string_view, 15> contents{
    "text",    "photo",    "video", "animation", "video_note", "voice", "audio", "document",
    "sticker", "location", "venue", "contact",   "button",     "start", "other"};

template <class Tag>
std::string text_of(id_of<Tag> id) {
  return to_string(id);
}

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value{} : json::value(json::string_view{text});
}

json::value time_or_null(const std::optional<timestamp>& when) {
  return when ? json::value(json::string_view{to_rfc3339(*when)}) : json::value{};
}

json::object named(person_id id, const actors::project_view& project) {
  const auto found = project.members.find(id);
  json::object out;
  out["id"] = text_of(id);
  out["name"] = found == project.members.end() ? std::string{} : found->second.name;
  return out;
}

json::value named_or_null(person_id id, const actors::project_view& project) {
  return id ? json::value(named(id, project)) : json::value{};
}

std::string display_name(const storage::client_row& client) {
  auto name = client.who.first_name;
  if (!name.empty() && !client.who.last_name.empty()) name += ' ';
  name += client.who.last_name;
  if (name.empty()) name = client.who.username;
  return name.empty() ? client.external_id : name;
}

json::object client_json(const storage::client_row& client, const protocols::messenger& platform) {
  const auto link = platform.profile_url(client.external_id, client.who);
  json::object out;
  out["id"] = text_of(client.id);
  out["name"] = display_name(client);
  out["first_name"] = client.who.first_name;
  out["last_name"] = client.who.last_name;
  out["username"] = text_or_null(client.who.username);
  out["language"] = text_or_null(client.who.language);
  out["subscribed"] = client.subscribed;
  out["photo"] = nullptr;
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

} // namespace

std::string_view word_of(storage::role role) { return word(roles, role); }

std::string webhook_address(std::string_view public_url, const storage::channel_row& channel) {
  std::string out{public_url};
  out += "/hooks/";
  out += protocols::messenger_of(channel.platform).name();
  return out + '/' + channel.hook_key;
}

json::object to_json(const storage::person_row& person) {
  json::object out;
  out["id"] = text_of(person.id);
  out["name"] = person.name;
  out["email"] = person.email;
  out["locale"] = person.locale;
  return out;
}

json::object to_json(const storage::project_row& project, storage::role role) {
  json::object out;
  out["id"] = text_of(project.id);
  out["name"] = project.name;
  out["time_zone"] = project.time_zone;
  out["role"] = word_of(role);
  out["created_at"] = to_rfc3339(project.created_at);
  return out;
}

json::object to_json(const storage::member_row& member) {
  json::object out;
  out["id"] = text_of(member.id);
  out["name"] = member.name;
  out["email"] = member.email;
  out["role"] = word_of(member.role);
  return out;
}

json::object to_json(const storage::channel_row& channel, std::string_view public_url) {
  const auto& platform = protocols::messenger_of(channel.platform);
  const bool hooked = channel.mode == storage::channel_mode::webhook &&
                      channel.state != storage::channel_state::disconnected;
  json::object health;
  health["last_inbound_at"] = time_or_null(channel.last_inbound_at);
  health["last_error_at"] = time_or_null(channel.last_error_at);
  health["last_error"] = text_or_null(channel.last_error);
  health["problem"] = text_or_null(channel.problem);
  json::object out;
  out["id"] = text_of(channel.id);
  out["platform"] = platform.name();
  out["name"] = channel.name;
  out["username"] = channel.username;
  out["link"] = platform.start_link({channel.external_id, channel.name, channel.username});
  out["mode"] = word(channel_modes, channel.mode);
  out["state"] = word(channel_states, channel.state);
  out["webhook_url"] = text_or_null(hooked ? webhook_address(public_url, channel) : "");
  out["health"] = std::move(health);
  out["created_at"] = to_rfc3339(channel.created_at);
  return out;
}

json::object to_json(const actors::chat_view& view, const actors::project_view& project) {
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
  out["client"] = client_json(view.client, platform);
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
  out["created_at"] = to_rfc3339(chat.created_at);
  return out;
}

json::object to_json(const storage::message_row& message, const actors::project_view& project) {
  json::object out;
  out["id"] = text_of(message.id);
  out["chat"] = text_of(message.chat);
  out["dialog"] = text_of(message.dialog);
  out["kind"] = word(message_kinds, message.kind);
  out["author"] = named_or_null(message.author, project);
  out["content"] = word(contents, message.content);
  out["text"] = message.text;
  out["attachments"] = json::array{};
  out["buttons"] = json::array{};
  out["status"] = text_or_null(std::string{word(statuses, message.status)});
  out["error"] = nullptr;
  if (!message.error_code.empty()) {
    json::object error;
    error["code"] = message.error_code;
    error["text"] = message.error_text;
    out["error"] = std::move(error);
  }
  out["action"] = nullptr;
  if (message.kind == message_kind::system) {
    json::object action;
    action["type"] = word(actions, message.action);
    action["by"] = named_or_null(message.author, project);
    out["action"] = std::move(action);
  }
  out["created_at"] = to_rfc3339(message.created_at);
  out["key"] = text_or_null(message.client_key);
  return out;
}

json::object counters_json(std::int64_t fresh, std::int64_t mine, std::int64_t others,
                           std::int64_t done) {
  json::object out;
  out["new"] = fresh;
  out["mine"] = mine;
  out["others"] = others;
  out["done"] = done;
  return out;
}

std::string make_cursor(std::int64_t place) {
  std::string bytes(8, '\0');
  for (std::size_t i = 0; i < 8; ++i)
    bytes[7 - i] = static_cast<char>(static_cast<std::uint64_t>(place) >> (8 * i) & 0xff);
  return to_base64url(bytes);
}

std::optional<std::int64_t> read_cursor(std::string_view text) {
  const auto bytes = from_base64url(text);
  if (!bytes || bytes->size() != 8) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : *bytes) value = value << 8 | static_cast<unsigned char>(c);
  const auto place = static_cast<std::int64_t>(value);
  // One place has one text: others decode to the same bytes but were not made here.
  if (place <= 0 || make_cursor(place) != text) return std::nullopt;
  return place;
}

} // namespace switchboard::http
