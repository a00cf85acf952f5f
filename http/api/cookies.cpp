#include "http/api/cookies.hpp"

#include "http/core/text.hpp"
#include "http/server/request.hpp"

namespace switchboard::http {

namespace {

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// "https://a.example:443/x" → "a.example"; the scheme's own port is not told apart from none.
std::string_view host_of(std::string_view address) {
  const auto scheme = address.find("://");
  if (scheme == address.npos) return {};
  const bool tls = address.substr(0, scheme) == "https";
  auto host = address.substr(scheme + 3);
  host = host.substr(0, host.find('/'));
  const std::string_view own_port = tls ? ":443" : ":80";
  if (host.ends_with(own_port)) host.remove_suffix(own_port.size());
  return host;
}

} // namespace

std::string_view cookie_value(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto end = std::min(header.find(';'), header.size());
    const auto pair = without_spaces(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const auto equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

std::string make_session_cookie(std::string_view token, std::chrono::seconds lifetime,
                                bool secure) {
  std::string out{session_cookie};
  out += '=';
  out += token;
  out += "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";
  out += std::to_string(token.empty() ? 0 : lifetime.count());
  if (secure) out += "; Secure";
  return out;
}

bool origin_allowed(std::string_view origin, std::string_view host, std::string_view public_url) {
  if (origin.empty()) return true;
  const auto from = host_of(origin);
  if (from.empty()) return false;
  // A Host header does not say its scheme, so it is read with the origin's.
  const auto scheme = origin.substr(0, origin.find("://"));
  const auto asked = std::string{scheme} + "://" + std::string{host};
  return same_ignoring_case(from, host_of(asked)) ||
         (!public_url.empty() && same_ignoring_case(from, host_of(public_url)));
}

} // namespace switchboard::http
