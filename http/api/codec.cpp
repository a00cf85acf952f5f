#include "http/api/codec.hpp"

#include "actors/node.hpp"
#include "http/api/codec_words.hpp"
#include "http/core/text.hpp"
#include "protocols/messenger.hpp"

#include <boost/json.hpp>

namespace switchboard::http {

namespace json = boost::json;
std::string_view word_of(storage::role role) { return word(roles, role); }

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
  out["link"] = platform.start_link({channel.external_id, channel.name, channel.username}, {});
  out["welcome"] = channel.welcome;
  out["message_type"] = channel.message_type;
  out["mode"] = word(channel_modes, channel.mode);
  out["state"] = word(channel_states, channel.state);
  out["webhook_url"] =
      text_or_null(hooked ? actors::hook_url(std::string{public_url}, channel) : "");
  out["health"] = std::move(health);
  out["created_at"] = to_rfc3339(channel.created_at);
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
