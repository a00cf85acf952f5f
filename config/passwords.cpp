#include <charconv>
#include <stdexcept>
#include <vector>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include "config/secrets.hpp"

namespace switchboard {

namespace {

/// What scrypt is asked to cost: 2^log_n blocks of 128·r bytes, p times over.
struct cost {
  unsigned log_n = 15;
  unsigned r = 8;
  unsigned p = 1;
};

constexpr std::size_t salt_size = 16;
constexpr std::size_t hash_size = 32;
/// A stored hash may not make us spend more than this.
constexpr std::uint64_t memory_limit = 512ULL << 20;

bool affordable(const cost& c) {
  return c.log_n >= 1 && c.log_n <= 20 && c.r >= 1 && c.r <= 32 && c.p >= 1 && c.p <= 16 &&
         (std::uint64_t{128} * c.r << c.log_n) < memory_limit;
}

std::string scrypt(std::string_view password, std::string_view salt, const cost& c) {
  std::string out(hash_size, '\0');
  auto ok = EVP_PBE_scrypt(password.data(), password.size(),
                           reinterpret_cast<const unsigned char*>(salt.data()), salt.size(),
                           std::uint64_t{1} << c.log_n, c.r, c.p, memory_limit + (1 << 20),
                           reinterpret_cast<unsigned char*>(out.data()), out.size());
  if (ok != 1) throw std::runtime_error("OpenSSL: scrypt failed");
  return out;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

/// Empty when the text is not hexadecimal.
std::string from_hex(std::string_view hex) {
  std::string out;
  for (; hex.size() >= 2; hex.remove_prefix(2)) {
    unsigned byte = 0;
    auto [stop, failure] = std::from_chars(hex.data(), hex.data() + 2, byte, 16);
    if (failure != std::errc{} || stop != hex.data() + 2) return {};
    out += static_cast<char>(byte);
  }
  return hex.empty() ? out : std::string{};
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (auto end = text.find(at); end != std::string_view::npos; end = text.find(at)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

bool read_number(std::string_view text, unsigned& into) {
  auto end = text.data() + text.size();
  auto [stop, failure] = std::from_chars(text.data(), end, into);
  return failure == std::errc{} && stop == end;
}

} // namespace

std::string hash_password(std::string_view password) {
  cost c;
  std::string salt(salt_size, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(salt.data()), salt_size) != 1)
    throw std::runtime_error("OpenSSL: random bytes failed");
  return "scrypt$" + std::to_string(c.log_n) + '$' + std::to_string(c.r) + '$' +
         std::to_string(c.p) + '$' + to_hex(salt) + '$' + to_hex(scrypt(password, salt, c));
}

bool check_password(std::string_view password, std::string_view hash) {
  auto parts = split(hash, '$');
  cost c;
  if (parts.size() != 6 || parts[0] != "scrypt" || !read_number(parts[1], c.log_n) ||
      !read_number(parts[2], c.r) || !read_number(parts[3], c.p) || !affordable(c))
    return false;
  auto salt = from_hex(parts[4]);
  auto expected = from_hex(parts[5]);
  if (salt.empty() || expected.size() != hash_size) return false;
  return constant_time_equal(scrypt(password, salt, c), expected);
}

} // namespace switchboard
