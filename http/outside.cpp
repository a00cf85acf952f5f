#include "http/outside.hpp"

#include "http/core/text.hpp"

#include <curl/curl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

namespace switchboard::http {

namespace {

using bytes16 = std::array<std::uint8_t, 16>;

struct block4 {
  std::uint32_t from;
  int bits;
};
constexpr std::uint32_t quad(std::uint32_t a, std::uint32_t b, std::uint32_t c = 0) {
  return a << 24 | b << 16 | c << 8;
}
constexpr std::array closed4{
    block4{quad(0, 0), 8},         // this network
    block4{quad(10, 0), 8},        // private
    block4{quad(100, 64), 10},     // shared by carriers
    block4{quad(127, 0), 8},       // this machine
    block4{quad(169, 254), 16},    // link-local, where clouds keep their secrets
    block4{quad(172, 16), 12},     // private
    block4{quad(192, 0, 0), 24},   // protocols' own
    block4{quad(192, 0, 2), 24},   // examples
    block4{quad(192, 88, 99), 24}, // relays to IPv6
    block4{quad(192, 168), 16},    // private
    block4{quad(198, 18), 15},     // measuring
    block4{quad(198, 51, 100), 24}, block4{quad(203, 0, 113), 24},
    block4{quad(224, 0), 4}, // multicast
    block4{quad(240, 0), 4}, // reserved and broadcast
};

bool open4(std::uint32_t address) {
  return std::none_of(closed4.begin(), closed4.end(), [&](const block4& one) {
    return (address ^ one.from) >> (32 - one.bits) == 0;
  });
}

std::uint32_t word_at(const bytes16& of, std::size_t at) {
  return std::uint32_t{of[at]} << 24 | std::uint32_t{of[at + 1]} << 16 |
         std::uint32_t{of[at + 2]} << 8 | of[at + 3];
}

bool begins(const bytes16& address, std::initializer_list<std::uint8_t> with) {
  return std::equal(with.begin(), with.end(), address.begin());
}

bool open6(const bytes16& address) {
  if (begins(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) // mapped
    return open4(word_at(address, 12));
  if (begins(address, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) // NAT64
    return open4(word_at(address, 12));
  if (begins(address, {0x20, 0x02})) return open4(word_at(address, 2)); // 6to4
  // Only 2000::/3 is given out; in it 2001::/23 is protocols' own, two blocks are for examples.
  if ((address[0] & 0xe0) != 0x20) return false;
  if (begins(address, {0x20, 0x01}) && address[2] < 2) return false;
  if (begins(address, {0x20, 0x01, 0x0d, 0xb8})) return false;
  return !(begins(address, {0x3f, 0xff}) && address[2] < 0x10);
}

} // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    return open4(ntohl(four.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 six{};
  std::memcpy(&six, &address, sizeof six);
  bytes16 bytes;
  std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
  return open6(bytes);
}

bool is_public(std::string_view address) {
  const std::string text{address.substr(0, address.find('%'))};
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) return open4(ntohl(four.s_addr));
  bytes16 six;
  return inet_pton(AF_INET6, text.c_str(), six.data()) == 1 && open6(six);
}

bool names_private_host(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parts{curl_url(), &curl_url_cleanup};
  // curl brings "0x7f.1" and "2130706433" to the usual form by itself.
  if (!parts || curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return true;
  char* said = nullptr;
  if (curl_url_get(parts.get(), CURLUPART_HOST, &said, CURLU_URLDECODE) != CURLUE_OK) return true;
  auto host = to_lower(said);
  curl_free(said);
  while (host.ends_with('.')) host.pop_back();
  if (host.starts_with('[') && host.ends_with(']'))
    return !is_public(std::string_view{host}.substr(1, host.size() - 2));
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return !open4(ntohl(four.s_addr));
  return host.empty() || host == "localhost" || host.ends_with(".localhost");
}

} // namespace switchboard::http
