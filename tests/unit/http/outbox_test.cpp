#include "support.hpp"

#include "http/websocket/outbox.hpp"

#include <future>

#define CAF_SUITE http_outbox
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
using namespace switchboard::http::test;
using websocket::outbox;

namespace {

/// A server that hands the test the outbox of the one socket that comes.
struct socket_server {
  std::promise<std::shared_ptr<outbox>> made;
  std::size_t limit;
  running_server server{[this](request&) -> task<response> {
    response out;
    out.status = 101;
    out.upgrade = [this](upgraded over) -> task<void> {
      over.limit->in(std::chrono::minutes{1});
      auto box = std::make_shared<outbox>(std::move(over.socket), loop::here(), limit);
      *over.on_stop = [box] { box->socket().close(); };
      made.set_value(box);
      std::array<char, 64> waste;
      while (co_await read_some(box->socket(), waste) != 0) {
      }
      box->socket().close();
    };
    co_return out;
  }};

  explicit socket_server(std::size_t bytes) : limit(bytes) {}
  std::shared_ptr<outbox> open(raw_client& by) {
    by.send("GET /ws HTTP/1.1\r\n\r\n");
    by.read_until("\r\n\r\n");
    return made.get_future().get();
  }
};

} // namespace

CAF_TEST(messages go out in their order with a frame header each) {
  socket_server server{1024};
  raw_client client{server.server.door().port()};
  const auto box = server.open(client);
  for (int i = 0; i < 100; ++i)
    CAF_CHECK(box->push(std::make_shared<const std::string>("m" + std::to_string(i % 10))));
  std::string expected;
  for (int i = 0; i < 100; ++i) expected += std::string{"\x81\x02m"} + std::to_string(i % 10);
  std::string got;
  while (got.size() < expected.size()) got += client.read_until("m9");
  CAF_CHECK_EQUAL(got, expected);
}

CAF_TEST(a socket that does not read is told 1013 when its queue is full) {
  constexpr std::size_t limit = 256 * 1024;
  socket_server server{limit};
  raw_client client{server.server.door().port(), 4096};
  const auto box = server.open(client);
  const auto frame = std::make_shared<const std::string>(16 * 1024, 'x');
  std::size_t taken = 0;
  // The kernel's own buffers take some megabytes at most.
  while (taken < 64 * 1024 * 1024 && box->push(frame)) taken += frame->size();
  CAF_CHECK(taken >= limit);
  CAF_CHECK(taken < 64 * 1024 * 1024);
  CAF_CHECK(box->closing());
  CAF_CHECK(!box->push(frame));
  const auto got = client.read_all();
  CAF_CHECK(got.ends_with(websocket::close_frame(websocket::close_code::try_again, "too slow")));
}

CAF_TEST(INB-1: what a panel missed reaches it however much it is) {
  socket_server server{1024};
  raw_client client{server.server.door().port()};
  const auto box = server.open(client);
  const std::string text(10'000, 'x');
  for (int i = 0; i < 200; ++i)
    CAF_CHECK(box->push_owed(std::make_shared<const std::string>(text)));
  box->close(websocket::close_code::normal, "");
  const auto got = client.read_all();
  CAF_CHECK_EQUAL(got.size(), 200 * (4 + text.size()) + 4);
}

CAF_TEST(a goodbye is the last thing that is said) {
  socket_server server{1024};
  raw_client client{server.server.door().port()};
  const auto box = server.open(client);
  CAF_CHECK(box->push(std::make_shared<const std::string>("before")));
  box->close(websocket::close_code::going_away, "bye");
  CAF_CHECK(!box->push(std::make_shared<const std::string>("after")));
  CAF_CHECK_EQUAL(client.read_all(), std::string{"\x81\x06"} + "before\x88\x05\x03\xe9" + "bye");
}
