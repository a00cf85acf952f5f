#pragma once

#include "config/error.hpp"
#include "http/core/task.hpp"

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
  time_zone, ///< an IANA name
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

/// Who may call. `member` and `admin` speak of the project in the address.
enum class access : std::uint8_t { anyone, signed_in, member, admin };

/// How often one person (or, signed out, one address) may call.
enum class rate : std::uint8_t { reads, writes, credentials };

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
};

std::span<const operation> operations();
/// Null for a name that is none.
const operation* find_operation(std::string_view name);

inline bool in_query(const operation& op) { return op.method == "GET" || op.body == body::upload; }

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
inline constexpr std::int64_t largest_page = 200;
inline constexpr std::int64_t default_page = 50;

} // namespace switchboard::http
