#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchboard::http {

/// A request that has arrived whole. The views live as long as the reader's current request.
struct request {
  std::string_view method;
  std::string_view path; ///< as sent, not decoded, without the query
  std::string_view query;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::string body;
  bool keep_alive = true;
  bool secure = false;
  std::string_view peer; ///< address of who connected, without the port

  /// The first header of this name, letter case aside; "" if there is none.
  std::string_view header(std::string_view name) const;
};

bool same_ignoring_case(std::string_view left, std::string_view right);

/// "a%20b" → "a b"; nothing for a broken escape. '+' means a space only in a query.
bool percent_decode(std::string_view text, bool in_query, std::string& out);

} // namespace switchboard::http
