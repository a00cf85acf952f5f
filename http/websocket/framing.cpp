#include "http/websocket/framing.hpp"

#include "http/core/text.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

namespace switchboard::http::websocket {

namespace {

constexpr std::size_t largest_control = 125;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool is_control(opcode kind) { return static_cast<unsigned>(kind) >= 8; }

bool is_known(unsigned kind) { return kind <= 2 || (kind >= 8 && kind <= 10); }

} // namespace

struct frame_reader::header {
  opcode kind;
  bool last;
  std::size_t bytes;   ///< of the header
  std::size_t payload; ///< bytes
  std::array<unsigned, 4> mask;
};

std::string frame_header(opcode kind, std::size_t payload_bytes) {
  std::string out;
  out += static_cast<char>(0x80u | static_cast<unsigned>(kind));
  int more = 0;
  if (payload_bytes < 126) {
    out += static_cast<char>(payload_bytes);
  } else if (payload_bytes < 65536) {
    out += static_cast<char>(126);
    more = 2;
  } else {
    out += static_cast<char>(127);
    more = 8;
  }
  for (int i = more - 1; i >= 0; --i)
    out += static_cast<char>((static_cast<std::uint64_t>(payload_bytes) >> (8 * i)) & 0xff);
  return out;
}

std::string close_frame(close_code code, std::string_view reason) {
  reason = reason.substr(0, largest_control - 2);
  auto out = frame_header(opcode::close, reason.size() + 2);
  out += static_cast<char>(static_cast<unsigned>(code) >> 8);
  out += static_cast<char>(static_cast<unsigned>(code) & 0xff);
  out += reason;
  return out;
}

std::optional<std::string> accept_key(std::string_view key) {
  if (key.size() != 24 || !key.ends_with("==")) return std::nullopt;
  const auto whole = std::string{key} + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest;
  SHA1(reinterpret_cast<const unsigned char*>(whole.data()), whole.size(), digest.data());
  std::array<unsigned char, 4 * ((SHA_DIGEST_LENGTH + 2) / 3) + 1> text;
  const int size = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
  return std::string{reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(size)};
}

std::nullopt_t frame_reader::give_up(close_code why) {
  failure_ = why;
  return std::nullopt;
}

std::optional<frame_reader::header> frame_reader::read_header() {
  const auto here = std::string_view{bytes_}.substr(from_);
  if (here.size() < 2) return std::nullopt;
  const auto kind = byte_at(here, 0) & 0x0f;
  const bool reserved = (byte_at(here, 0) & 0x70) != 0;
  const bool masked = (byte_at(here, 1) & 0x80) != 0;
  if (reserved || !masked || !is_known(kind)) return give_up(close_code::protocol_error);

  header out{static_cast<opcode>(kind), (byte_at(here, 0) & 0x80) != 0, 2, 0, {}};
  const auto length = byte_at(here, 1) & 0x7f;
  const std::size_t more = length == 126 ? 2 : length == 127 ? 8 : 0;
  if (is_control(out.kind) && (more > 0 || !out.last)) return give_up(close_code::protocol_error);
  if (here.size() < 2 + more + 4) return std::nullopt;
  std::uint64_t payload = more == 0 ? length : 0;
  for (std::size_t i = 0; i < more; ++i) payload = payload << 8 | byte_at(here, 2 + i);
  if (payload > largest_ || pieces_.size() + payload > largest_)
    return give_up(close_code::too_big);
  out.payload = static_cast<std::size_t>(payload);
  for (std::size_t i = 0; i < 4; ++i) out.mask[i] = byte_at(here, 2 + more + i);
  out.bytes = 2 + more + 4;
  return out;
}

std::optional<message> frame_reader::next() {
  while (!failure_) {
    const auto head = read_header();
    if (!head || bytes_.size() - from_ < head->bytes + head->payload) break;
    auto payload = bytes_.substr(from_ + head->bytes, head->payload);
    for (std::size_t i = 0; i < payload.size(); ++i)
      payload[i] = static_cast<char>(static_cast<unsigned char>(payload[i]) ^ head->mask[i % 4]);
    from_ += head->bytes + head->payload;
    if (auto whole = finish(*head, std::move(payload))) return whole;
  }
  bytes_.erase(0, from_);
  from_ = 0;
  return std::nullopt;
}

std::optional<message> frame_reader::finish(const header& of, std::string payload) {
  if (is_control(of.kind)) return message{of.kind, std::move(payload)};
  const bool continues = of.kind == opcode::continuation;
  if (continues != fragmented_.has_value()) return give_up(close_code::protocol_error);
  if (!continues) fragmented_ = of.kind;
  pieces_ += payload;
  if (!of.last) return std::nullopt;
  message whole{*fragmented_, std::move(pieces_)};
  fragmented_.reset();
  pieces_.clear();
  if (whole.kind == opcode::text && !valid_utf8(whole.payload))
    return give_up(close_code::bad_text);
  return whole;
}

} // namespace switchboard::http::websocket
