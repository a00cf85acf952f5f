#include "http/webchat/sources.hpp"

#include "protocols/digest.hpp"

namespace switchboard::http::webchat {

namespace {

constexpr std::size_t signature_letters = 32;

std::string signature(std::string_view key, std::string_view account, std::string_view visitor,
                      file_id file) {
  // None of the parts can hold a slash.
  std::string text{"webchat upload "};
  text.append(account).append("/").append(visitor).append("/").append(to_string(file));
  return protocols::hmac_sha256_hex(key, text).substr(0, signature_letters);
}

} // namespace

std::string make_source(std::string_view key, std::string_view account, std::string_view visitor,
                        file_id file) {
  return to_string(file) + "-" + signature(key, account, visitor, file);
}

std::optional<file_id> file_of_source(std::string_view source) {
  const auto dash = source.find('-');
  return dash == source.npos ? std::nullopt : parse_id<file_id>(source.substr(0, dash));
}

std::optional<file_id> read_source(std::string_view key, std::string_view account,
                                   std::string_view visitor, std::string_view source) {
  const auto file = file_of_source(source);
  if (!file) return std::nullopt;
  const auto told = source.substr(source.find('-') + 1);
  if (!protocols::constant_time_equal(told, signature(key, account, visitor, *file)))
    return std::nullopt;
  return file;
}

} // namespace switchboard::http::webchat
