#pragma once

#include "config/error.hpp"
#include "http/core/task.hpp"
#include "storage/model.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// The one table of operations: HTTP addresses, WebSocket calls, checks of parameters and rights,
/// rate limits and the OpenAPI document all come from it. Nothing is reachable that is not in it.
namespace switchboard::http {

struct call;

/// What a parameter must look like.
enum class kind : std::uint8_t {
  name,     ///< one line; trimmed, then min to max characters
  email,    ///< brought to its normal form
  password, ///< taken as it is, min to max characters
  text,     ///< taken as it is, min to max characters
  words,    ///< a message: not blank, up to max UTF-16 units (errc::message_too_long)
  id,       ///< an id
  ids,      ///< a list of min to max ids, none twice
  integer,  ///< min to max; in an address decimal digits
  boolean,
  choice,    ///< one of `choices`
  choices,   ///< a list of some of `choices`, none twice
  time_zone, ///< an IANA name
  flags,     ///< an object: some of `choices` → boolean
  values,    ///< an object: ids → boolean, number, text or null; min to max of them
  labels,    ///< a list of min to max names of up to 50 characters, none twice
  links,     ///< a list of min to max texts of up to 255 characters, none twice: start payloads
  color,     ///< "#rrggbb", or empty where min is 0
};

struct parameter {
  std::string_view name;
  http::kind kind = kind::text;
  bool required = true;
  std::int64_t min = 0;
  std::int64_t max = 0;
  /// "ru|en".
  std::string_view choices = {};
  std::string_view about = {};
};

/// Who may call. `member`, `admin` and `owner` (of the project's account) speak of the project in
/// the address.
enum class access : std::uint8_t { anyone, signed_in, member, admin, owner };

/// How often one person (or, signed out, one address) may call.
enum class rate : std::uint8_t { reads, writes, credentials };

/// What an API token must be allowed for the operation (ACC-7); a token is allowed nothing of
/// `none`.
enum class scope : std::uint8_t {
  none,
  chats_read,
  chats_write,
  clients_read,
  clients_write,
  project_read,
  project_write,
};

/// How what the caller gives comes.
enum class body : std::uint8_t {
  json,   ///< parameters in the body, or in the query of GET
  upload, ///< a form with a file, read by the handler (call::asked); parameters in the query
};

using handler = task<result<boost::json::value>> (*)(call&);

struct operation {
  std::string_view name;   ///< "chats.take"
  std::string_view method; ///< "POST"
  std::string_view path;   ///< below /api/v1; names in braces are ids
  http::access access = access::member;
  http::rate rate = rate::reads;
  http::scope scope = scope::none;
  /// In the query of GET, in the body of everything else; those of the path are not repeated.
  std::span<const parameter> parameters;
  int status = 200;
  /// Schema of the result; with `list` of its items.
  std::string_view result;
  bool list = false;
  /// Sets or ends the cookie, so it is not offered over WebSocket.
  bool http_only = false;
  /// Takes an Idempotency-Key.
  bool repeatable = false;
  handler run = nullptr;
  std::string_view summary;
  http::body body = http::body::json;
  /// What a manager must not be forbidden (TEAM-3). Rights to a chat depend on the chat and are
  /// checked by its actor, or by who reads it.
  std::optional<storage::permission> needs = {};
};

/// All of them; the parts below in this order.
std::span<const operation> operations();
std::span<const operation> account_operations();
std::span<const operation> project_operations();
std::span<const operation> team_operations();
std::span<const operation> channel_operations();
std::span<const operation> chat_operations();
std::span<const operation> client_operations();
/// Null for a name that is none.
const operation* find_operation(std::string_view name);

inline bool in_query(const operation& op) { return op.method == "GET" || op.body == body::upload; }

/// "chats.read"; empty for none.
std::string_view word_of(scope of);
/// "client_contacts": TEAM-3 in the words of the API.
std::string_view word_of(storage::permission of);

/// Calls `each(name)` for every name in braces of the path.
template <class F>
constexpr void for_each_path_name(std::string_view path, F each) {
  for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1))
    each(path.substr(open + 1, path.find('}', open) - open - 1));
}

/// Length limits that more than one place must agree on.
inline constexpr std::int64_t longest_name = 100;
inline constexpr std::int64_t longest_key = 64;
inline constexpr std::int64_t shortest_password = 8;
inline constexpr std::int64_t longest_password = 200;
inline constexpr std::int64_t longest_words = 4096;
inline constexpr std::int64_t most_files = 10;
inline constexpr std::int64_t longest_token = 1024;
inline constexpr std::int64_t longest_label = 50;
/// What platforms let a link carry to us at most.
inline constexpr std::int64_t longest_link = 255;
inline constexpr std::int64_t most_departments = 100;
inline constexpr std::int64_t most_sources = 100;
inline constexpr std::int64_t most_members = 1000;
inline constexpr std::int64_t most_choices = 50;
inline constexpr std::int64_t most_tags = 50;
inline constexpr std::int64_t highest_cap = 1000;
inline constexpr std::int64_t longest_notes = 10'000;
inline constexpr std::int64_t longest_value = 1000;
/// A tag of the longest as it stands in a cursor.
inline constexpr std::int64_t longest_tag_cursor = 300;
inline constexpr std::int64_t largest_page = 200;
inline constexpr std::int64_t default_page = 50;

} // namespace switchboard::http
