#include "http/files/links.hpp"

#include "http/core/text.hpp"
#include "http/server/request.hpp"
#include "protocols/digest.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace switchboard::http {

namespace {

/// 128 bits of the 256: enough, and the address stays readable.
constexpr std::size_t signature_letters = 32;
constexpr std::size_t blob_letters = 64;

bool stands_alone(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (stands_alone(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

bool is_blob(std::string_view text) {
  return text.size() == blob_letters && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

/// The part up to the next slash; `rest` keeps what follows it.
std::string_view step(std::string_view& rest) {
  const auto slash = std::min(rest.find('/'), rest.size());
  const auto part = rest.substr(0, slash);
  rest.remove_prefix(std::min(slash + 1, rest.size()));
  return part;
}

} // namespace

link_maker::link_maker(const sealer& keys, wall_clock& clock, std::chrono::days lifetime)
    : key_(keys.derive("file links")), clock_(clock), lifetime_(lifetime) {}

std::string link_maker::sign(std::string_view rest) const {
  return protocols::hmac_sha256_hex(key_, rest).substr(0, signature_letters);
}

std::string link_maker::make(std::string_view blob, std::string_view mime,
                             std::string_view name) const {
  std::string type{mime};
  std::replace(type.begin(), type.end(), '/', '~');
  const auto until = std::chrono::ceil<std::chrono::days>(clock_.now()) + lifetime_;
  const auto day = std::chrono::duration_cast<std::chrono::days>(until.time_since_epoch()).count();
  std::string rest = std::to_string(day);
  rest.append("/").append(blob).append("/").append(escaped(type)).append("/");
  rest += escaped(name.empty() ? "file" : name);
  return std::string{base} + sign(rest) + "/" + rest;
}

std::optional<linked_file> link_maker::read(std::string_view path) const {
  if (!path.starts_with(base)) return std::nullopt;
  path.remove_prefix(base.size());
  const auto signature = step(path);
  if (!protocols::constant_time_equal(signature, sign(path))) return std::nullopt;
  const auto expiry = step(path);
  std::int64_t day = 0;
  const auto [end, wrong] = std::from_chars(expiry.data(), expiry.data() + expiry.size(), day);
  if (wrong != std::errc{} || end != expiry.data() + expiry.size()) return std::nullopt;
  if (clock_.now() >= timestamp{std::chrono::days{day}}) return std::nullopt;
  linked_file out;
  out.blob = step(path);
  if (!is_blob(out.blob) || !percent_decode(step(path), false, out.mime) ||
      !percent_decode(path, false, out.name))
    return std::nullopt;
  std::replace(out.mime.begin(), out.mime.end(), '~', '/');
  return out;
}

} // namespace switchboard::http
