#include "protocols/webchat/interpret.hpp"

#include "protocols/json.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace switchboard::protocols::webchat {

namespace {

struct row {
  int status;
  std::string_view code;
};
/// What the socket refuses for good; 429 waits, and everything else goes again.
constexpr std::array refusals{
    row{400, "bad_frame"}, row{403, "not_allowed"}, row{404, "chat_not_found"},
    row{409, "too_late"},  row{413, "too_large"},   row{422, "bad_frame"},
};
/// The visitor took the chat off their browser for good.
constexpr int gone = 410;
constexpr std::size_t id_limit = 200;
constexpr std::chrono::seconds shortest_wait{1};
constexpr std::chrono::seconds longest_wait{60};

/// Ids are ours and short; of anything else there is nothing to remember.
std::string id_in(const json::object& body) {
  const auto id = text_at(body, "id");
  return id.size() <= id_limit ? storable(id) : std::string{};
}

std::string reason_of(const http_response& from, const json::object* body) {
  if (!from.failure.empty()) return from.failure;
  auto told = body != nullptr ? storable(text_at(*body, "error")) : std::string{};
  return told.empty() ? "the web chat answered " + std::to_string(from.status) : told;
}

} // namespace

delivery read_delivery(const http_response& from) {
  if (from.reach != http_response::reach::answered)
    return try_later{from.failure.empty() ? "the web chat does not answer" : from.failure};
  const json_document document(from.body);
  const auto* body = document.object();
  const bool ok = body != nullptr && boolean_at(*body, "ok").value_or(false);
  if (from.status == 200 && ok) return sent{id_in(*body)};
  const auto reason = reason_of(from, body);
  if (from.status == gone) return client_left{reason};
  if (from.status == 429)
    return wait{
        .pause = std::clamp(std::chrono::seconds{from.retry_after_s}, shortest_wait, longest_wait),
        .reason = reason};
  for (const auto& row : refusals)
    if (row.status == from.status) return refused{std::string{row.code}, reason};
  return try_later{reason};
}

} // namespace switchboard::protocols::webchat
