#include "http/websocket/framing.hpp"

#include "http/core/text.hpp"

#define CAF_SUITE http_framing
#include "caf/test/unit_test.hpp"

using namespace switchboard::http::websocket;

namespace {

/// What a browser would send.
std::string masked(unsigned first_byte, std::string payload) {
  std::string out{static_cast<char>(first_byte)};
  if (payload.size() < 126) {
    out += static_cast<char>(0x80 | payload.size());
  } else if (payload.size() < 65536) {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(payload.size() >> 8);
    out += static_cast<char>(payload.size() & 0xff);
  } else {
    out += static_cast<char>(0x80 | 127);
    for (int i = 7; i >= 0; --i)
      out += static_cast<char>(static_cast<std::uint64_t>(payload.size()) >> (8 * i) & 0xff);
  }
  const std::string mask = "\x12\x34\x56\x78";
  out += mask;
  for (std::size_t i = 0; i < payload.size(); ++i)
    out += static_cast<char>(payload[i] ^ mask[i % 4]);
  return out;
}

int failure_of(std::string bytes, std::size_t limit = 1024) {
  frame_reader reader{limit};
  reader.feed(bytes);
  while (reader.next()) {
  }
  return reader.failure() ? static_cast<int>(*reader.failure()) : 0;
}

} // namespace

CAF_TEST(the handshake answers as the example of the standard) {
  CAF_CHECK_EQUAL(accept_key("dGhlIHNhbXBsZSBub25jZQ==").value_or(""),
                  "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  CAF_CHECK(!accept_key(""));
  CAF_CHECK(!accept_key("short=="));
}

CAF_TEST(a message is the same whatever pieces its bytes come in) {
  const auto bytes =
      masked(0x81, "first") + masked(0x81, std::string(300, 'x')) + masked(0x89, "p");
  for (std::size_t step : {1u, 2u, 7u, 1000u}) {
    frame_reader reader{1024};
    std::vector<message> got;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
      reader.feed(std::string_view{bytes}.substr(at, step));
      while (auto one = reader.next()) got.push_back(*one);
    }
    CAF_REQUIRE_EQUAL(got.size(), 3u);
    CAF_CHECK_EQUAL(got[0].payload, "first");
    CAF_CHECK_EQUAL(got[1].payload.size(), 300u);
    CAF_CHECK(got[2].kind == opcode::ping);
    CAF_CHECK(!reader.failure());
  }
}

CAF_TEST(a fragmented message is put together around a ping in its middle) {
  frame_reader reader{1024};
  reader.feed(masked(0x01, "one ") + masked(0x89, "?") + masked(0x00, "two ") +
              masked(0x80, "three"));
  const auto ping = reader.next();
  CAF_REQUIRE(ping.has_value());
  CAF_CHECK(ping->kind == opcode::ping);
  const auto whole = reader.next();
  CAF_REQUIRE(whole.has_value());
  CAF_CHECK_EQUAL(whole->payload, "one two three");
}

CAF_TEST(who breaks the protocol is told how) {
  auto unmasked = masked(0x81, "x");
  unmasked[1] = 1;
  CAF_CHECK_EQUAL(failure_of(unmasked), 1002);
  CAF_CHECK_EQUAL(failure_of(masked(0xc1, "reserved bit")), 1002);
  CAF_CHECK_EQUAL(failure_of(masked(0x83, "unknown kind")), 1002);
  CAF_CHECK_EQUAL(failure_of(masked(0x80, "continues nothing")), 1002);
  CAF_CHECK_EQUAL(failure_of(masked(0x01, "a") + masked(0x81, "b")), 1002);
  CAF_CHECK_EQUAL(failure_of(masked(0x09, "a fragmented ping")), 1002);
  CAF_CHECK_EQUAL(failure_of(masked(0x89, std::string(126, 'p'))), 1002);
  CAF_CHECK_EQUAL(failure_of(masked(0x81, "\xff\xfe")), 1007);
}

CAF_TEST(a message may be as large as the limit and no larger) {
  CAF_CHECK_EQUAL(failure_of(masked(0x81, std::string(1024, 'x'))), 0);
  CAF_CHECK_EQUAL(failure_of(masked(0x81, std::string(1025, 'x'))), 1009);
  CAF_CHECK_EQUAL(
      failure_of(masked(0x01, std::string(600, 'x')) + masked(0x80, std::string(600, 'x'))), 1009);
  CAF_CHECK_EQUAL(failure_of(masked(0x81, std::string(70'000, 'x')), 70'000), 0);
}

CAF_TEST(headers say the length in 7 or 16 or 64 bits) {
  CAF_CHECK_EQUAL(frame_header(opcode::text, 125), std::string("\x81\x7d", 2));
  CAF_CHECK_EQUAL(frame_header(opcode::text, 126), std::string("\x81\x7e\x00\x7e", 4));
  CAF_CHECK_EQUAL(frame_header(opcode::text, 65535), std::string("\x81\x7e\xff\xff", 4));
  CAF_CHECK_EQUAL(frame_header(opcode::text, 65536), std::string("\x81\x7f\0\0\0\0\0\x01\0\0", 10));
  CAF_CHECK_EQUAL(close_frame(close_code::try_again, ""), std::string("\x88\x02\x03\xf5", 4));
}
