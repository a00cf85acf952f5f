#include "protocols/webchat/token.hpp"

#include "protocols/digest.hpp"
#include "protocols/webchat/rules.hpp"

#include <charconv>
#include <cstdint>

namespace switchboard::protocols::webchat {

namespace {

using std::chrono::seconds;

constexpr std::string_view version = "1";

/// The account stands last and its length first, so that no two sets of parts read the same.
std::string signature(std::string_view key, std::string_view account, std::string_view body) {
  auto text = "webchat visitor " + std::to_string(account.size()) + " ";
  text.append(body).append(" ").append(account);
  return hmac_sha256_hex(key, text);
}

std::string body_of(const visitor_token& who) {
  const auto issued = std::chrono::floor<seconds>(who.issued).time_since_epoch().count();
  return std::string{version} + "." + who.visitor + "." + std::to_string(issued);
}

/// Cuts what stands before the next dot off `text`; all of it if there is none.
std::string_view cut(std::string_view& text) {
  const auto dot = text.find('.');
  const auto part = text.substr(0, dot);
  text.remove_prefix(dot == text.npos ? text.size() : dot + 1);
  return part;
}

std::optional<timestamp> read_time(std::string_view digits) {
  constexpr std::int64_t year_10000 = 253'402'300'800;
  std::int64_t told = 0;
  const auto* last = digits.data() + digits.size();
  const auto [end, problem] = std::from_chars(digits.data(), last, told);
  if (problem != std::errc{} || end != last || told <= 0 || told >= year_10000) return std::nullopt;
  return timestamp{seconds{told}};
}

} // namespace

std::string make_visitor_token(std::string_view key, std::string_view account,
                               const visitor_token& who) {
  if (key.empty() || !is_name(who.visitor)) return {};
  const auto body = body_of(who);
  return body + "." + signature(key, account, body);
}

std::optional<visitor_token> read_visitor_token(std::string_view key, std::string_view account,
                                                std::string_view token, timestamp now) {
  const auto last_dot = token.rfind('.');
  if (key.empty() || last_dot == token.npos) return std::nullopt;
  const auto body = token.substr(0, last_dot);
  if (!constant_time_equal(token.substr(last_dot + 1), signature(key, account, body)))
    return std::nullopt;
  auto rest = body;
  const auto told_version = cut(rest);
  const auto visitor = cut(rest);
  const auto issued = read_time(rest);
  if (told_version != version || !is_name(visitor) || !issued) return std::nullopt;
  if (*issued > now + token_ahead || *issued + token_lives <= now) return std::nullopt;
  return visitor_token{std::string{visitor}, *issued};
}

} // namespace switchboard::protocols::webchat
