#include "http/server/request_reader.hpp"

#include <algorithm>

#define CAF_SUITE http_request_reader
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
using state = request_reader::state;

namespace {

state feed(request_reader& reader, std::string_view bytes) {
  auto last = reader.read();
  while (!bytes.empty() && last != state::malformed) {
    const auto room = reader.room();
    const auto count = std::min(room.size(), bytes.size());
    std::copy_n(bytes.begin(), count, room.begin());
    reader.added(count);
    bytes.remove_prefix(count);
    last = reader.read();
    if (last != state::partial && last != state::empty) break;
  }
  return last;
}

constexpr std::string_view hook =
    "POST /hooks/telegram/key?x=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
    "X-Telegram-Bot-Api-Secret-Token: s3\r\n\r\nhello";

} // namespace

CAF_TEST(a request is the same whatever pieces its bytes come in) {
  for (std::size_t step : {1u, 3u, 50u, 4096u}) {
    request_reader reader{{}};
    auto last = state::empty;
    for (std::size_t at = 0; at < hook.size(); at += step)
      last = feed(reader, hook.substr(at, step));
    CAF_REQUIRE(last == state::complete);
    const auto& got = reader.current();
    CAF_CHECK_EQUAL(std::string{got.method}, "POST");
    CAF_CHECK_EQUAL(std::string{got.path}, "/hooks/telegram/key");
    CAF_CHECK_EQUAL(std::string{got.query}, "x=1");
    CAF_CHECK_EQUAL(got.body, "hello");
    CAF_CHECK_EQUAL(std::string{got.header("x-telegram-bot-api-secret-token")}, "s3");
    CAF_CHECK(got.keep_alive);
  }
}

CAF_TEST(CHT-6: a streamed body is handed over while it comes and may be larger than the limit) {
  request_reader reader{{16 * 1024, 10}, [](const request& head) { return head.path == "/up"; }};
  const std::string head = "POST /up HTTP/1.1\r\nContent-Length: 30\r\n\r\n";
  CAF_REQUIRE(feed(reader, head) == state::streamed);
  CAF_CHECK_EQUAL(std::string{reader.current().path}, "/up");
  CAF_CHECK(reader.body_length() == 30u);
  std::string all;
  std::string piece;
  const auto give = [&](std::string_view bytes) {
    const auto room = reader.room();
    std::copy_n(bytes.begin(), bytes.size(), room.begin());
    reader.added(bytes.size());
    const auto said = reader.read_body(piece);
    all += piece;
    return said;
  };
  CAF_CHECK(reader.read_body(piece) == state::partial);
  CAF_CHECK(piece.empty());
  CAF_CHECK(give("0123456789") == state::partial);
  CAF_CHECK(give("0123456789") == state::partial);
  CAF_CHECK(give("0123456789GET /next HTTP/1.1\r\n\r\n") == state::complete);
  CAF_CHECK_EQUAL(all, "012345678901234567890123456789");
  reader.next();
  CAF_REQUIRE(reader.read() == state::complete);
  CAF_CHECK_EQUAL(std::string{reader.current().path}, "/next");
}

CAF_TEST(CHT-6: a streamed body in chunks is put together) {
  request_reader reader{{}, [](const request&) { return true; }};
  CAF_REQUIRE(feed(reader,
                   "POST /up HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n") == state::streamed);
  CAF_CHECK(!reader.body_length());
  std::string piece;
  CAF_CHECK(reader.read_body(piece) == state::complete);
  CAF_CHECK_EQUAL(piece, "abcde");
}

CAF_TEST(a chunked body over the limit is refused) {
  request_reader reader{{16 * 1024, 4}};
  CAF_CHECK(feed(reader,
                 "POST /up HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n") == state::body_too_large);
}

CAF_TEST(pipelined requests are read one after the other) {
  request_reader reader{{}};
  CAF_REQUIRE(feed(reader, std::string{hook} + std::string{hook} + "GET /a HTTP/1.1\r\n\r\n") ==
              state::complete);
  reader.next();
  CAF_REQUIRE(reader.read() == state::complete);
  CAF_CHECK_EQUAL(reader.current().body, "hello");
  reader.next();
  CAF_REQUIRE(reader.read() == state::complete);
  CAF_CHECK_EQUAL(std::string{reader.current().path}, "/a");
  reader.next();
  CAF_CHECK(reader.read() == state::empty);
}

CAF_TEST(a header and a body may be as large as their limits and no larger) {
  request_reader::limits small{1024, 100};
  const auto with = [&](std::size_t header, std::size_t body) {
    request_reader reader{small};
    return feed(reader, "POST / HTTP/1.1\r\nX: " + std::string(header, 'x') +
                            "\r\nContent-Length: " + std::to_string(body) + "\r\n\r\n" +
                            std::string(body, 'b'));
  };
  CAF_CHECK(with(900, 100) == state::complete);
  CAF_CHECK(with(1100, 100) == state::header_too_large);
  CAF_CHECK(with(10, 101) == state::body_too_large);
  request_reader chunked{small};
  CAF_CHECK(feed(chunked, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" +
                              std::string(101, 'b') + "\r\n0\r\n\r\n") == state::body_too_large);
}

CAF_TEST(what is not a request is refused) {
  for (const auto* bad :
       {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "GET http://a/ HTTP/1.1\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n", "GET /\r\n\r\n", "G\x01T / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\n folded: x\r\n\r\n", "CONNECT a:1 HTTP/1.1\r\n\r\n"}) {
    CAF_MESSAGE(bad);
    request_reader reader{{}};
    CAF_CHECK(feed(reader, bad) == state::malformed);
  }
}

CAF_TEST(who waits for a word before sending a large body is told once) {
  request_reader reader{{}};
  CAF_CHECK(feed(reader, "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n") ==
            state::expects_continue);
  CAF_CHECK(reader.read() == state::partial);
  CAF_CHECK(feed(reader, "ok") == state::complete);
}
