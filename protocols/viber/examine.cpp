#include "protocols/viber/examine.hpp"

#include "protocols/viber/answer.hpp"
#include "protocols/viber/fields.hpp"
#include "protocols/viber/refusals.hpp"
#include "protocols/viber/rules.hpp"

#include <algorithm>
#include <string_view>

namespace switchboard::protocols::viber {

namespace {

using grade = enum finding::grade;

/// Scheme, host and port.
std::string_view server_of(std::string_view url) {
  const auto scheme = url.find("://");
  const auto host = scheme == url.npos ? 0 : scheme + 3;
  return url.substr(0, url.find_first_of("/?#", host));
}

finding webhook_finding(const std::string& now, const std::string& ours) {
  if (now.empty()) return {"webhook", grade::bad, "webhook_missing", ours};
  if (now == ours) return {"webhook", grade::good, {}, now};
  const bool same_server = server_of(now) == server_of(ours);
  return {"webhook", grade::bad, same_server ? "webhook_other_url" : "webhook_elsewhere", now};
}

/// Only what has to be asked for: the platform may leave out what it always tells of.
finding events_finding(const json::object& account) {
  const auto* told = array_at(account, "event_types");
  std::string missing;
  for (const auto name : optional_events) {
    if (told == nullptr) break;
    const bool there = std::any_of(told->begin(), told->end(), [name](const json::value& one) {
      return one.is_string() && one.get_string() == name;
    });
    if (!there) missing.append(missing.empty() ? "" : ", ").append(name);
  }
  if (missing.empty()) return {"events"};
  return {"events", grade::warning, "events_missing", missing};
}

finding files_finding(const std::string& url) {
  if (url.starts_with("https://")) return {"files"};
  return {"files", grade::warning, "needs_public_url", url};
}

finding refusal_finding(const answer& read) {
  const auto& row = row_of_status(read.status());
  if (!read.readable() || read.ok() || row.then != treatment::break_channel)
    return {"token", grade::warning, "platform_unreachable", failure_of(read, errc::none).detail};
  if (row.code == "token_revoked") return {"token", grade::bad, "token_refused", read.reason()};
  return {"account", grade::bad, "account_blocked", read.reason()};
}

} // namespace

std::vector<finding> read_findings(const http_response& from, const std::string& url) {
  const answer read(from);
  const auto* account = read.fields();
  if (account == nullptr || user_at(*account, "id").empty())
    return {refusal_finding(read), files_finding(url)};
  std::vector<finding> found{{"token"},
                             {"account", grade::good, {}, clean_text(*account, "name")},
                             // A token of this platform opens everything or nothing.
                             {"rights"},
                             webhook_finding(clean_text(*account, "webhook"), url),
                             files_finding(url)};
  // Elsewhere it is not our choice which events are told.
  if (text_at(*account, "webhook") == url) found.push_back(events_finding(*account));
  return found;
}

} // namespace switchboard::protocols::viber
