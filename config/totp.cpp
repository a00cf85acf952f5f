#include "config/totp.hpp"

#include "config/secrets.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

namespace switchboard {

namespace {

constexpr std::chrono::seconds step_length{30};
constexpr std::uint32_t codes = 1'000'000;
constexpr std::size_t code_digits = 6;
constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view issuer = "Switchboard";

/// RFC 4226, 5.3: four bytes of the HMAC, at a place that its last byte names.
std::uint32_t truncated_hmac(std::string_view secret, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[counter.size() - 1 - i] =
        static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
           counter.size(), mac.data(), &size) == nullptr)
    throw std::runtime_error{"OpenSSL: HMAC failed"};
  const std::size_t at = mac[size - 1] & 15U;
  return (mac[at] & 0x7fU) << 24U | mac[at + 1] * 0x10000U | mac[at + 2] * 0x100U | mac[at + 3];
}

bool stands_alone(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (stands_alone(c))
      out += c;
    else
      out.append({'%', digits[byte >> 4U], digits[byte & 15U]});
  }
  return out;
}

} // namespace

std::int64_t totp_step(timestamp at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch() / step_length;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
  auto text = std::to_string(truncated_hmac(secret, step) % codes);
  return std::string(code_digits - text.size(), '0') + text;
}

std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code,
                                       timestamp at) {
  const auto now = totp_step(at);
  std::optional<std::int64_t> found;
  // All three are compared whatever the first gives, so that the time tells nothing.
  for (const auto step : {now - 1, now, now + 1})
    if (constant_time_equal(totp_code(secret, step), code)) found = step;
  return found;
}

std::string totp_uri(std::string_view secret, std::string_view email) {
  std::string out = "otpauth://totp/";
  out.append(issuer).append(":").append(escaped(email));
  out.append("?secret=").append(to_base32(secret)).append("&issuer=").append(issuer);
  return out + "&algorithm=SHA1&digits=6&period=30";
}

std::string to_base32(std::string_view bytes) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = held << 8U | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out += base32[held >> (bits - 5) & 31U];
  }
  if (bits > 0) out += base32[held << (5 - bits) & 31U];
  return out;
}

std::optional<std::string> from_base32(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (char c : text) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const auto value = base32.find(c);
    if (value == base32.npos) return std::nullopt;
    held = held << 5U | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> bits & 0xffU);
  }
  // What is left over must be nothing: one text for one value.
  const auto rest = held & ((1U << bits) - 1U);
  if (bits >= 5 || rest != 0) return std::nullopt;
  return out;
}

} // namespace switchboard
