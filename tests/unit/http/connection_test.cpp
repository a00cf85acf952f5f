#include "support.hpp"

#include "http/core/await.hpp"

#include <future>

#define CAF_SUITE http_connection
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
using namespace switchboard::http::test;
using namespace std::chrono_literals;

namespace {

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t out = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++out;
  return out;
}

} // namespace

CAF_TEST(one connection serves request after request) {
  running_server server{&echo};
  raw_client client{server.door().port()};
  for (int i = 0; i < 3; ++i) {
    client.send("POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi");
    CAF_CHECK(client.read_until("POST /a hi").starts_with("HTTP/1.1 200 OK\r\n"));
  }
}

CAF_TEST(pipelined requests are answered in their order) {
  running_server server{&echo};
  raw_client client{server.door().port()};
  std::string all;
  for (int i = 0; i < 300; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\n\r\n";
  client.send(all + "GET /last HTTP/1.1\r\nConnection: close\r\n\r\n");
  const auto got = client.read_all();
  CAF_CHECK_EQUAL(count(got, "200 OK"), 301u);
  CAF_CHECK(got.find("GET /7 ") < got.find("GET /299 "));
  CAF_CHECK(got.ends_with("GET /last "));
}

CAF_TEST(what is no request is answered and the connection ends) {
  running_server server{&echo};
  raw_client client{server.door().port()};
  client.send("this is not http\r\n\r\n");
  CAF_CHECK(client.read_all().starts_with("HTTP/1.1 400"));
}

CAF_TEST(a body that is too large is refused before it is read) {
  listener::options small;
  small.limits.request.body_bytes = 1000;
  running_server server{&echo, small};
  raw_client client{server.door().port()};
  client.send("POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + std::string(5000, 'x'));
  const auto got = client.read_until("\r\n\r\n");
  CAF_CHECK(got.starts_with("HTTP/1.1 413"));
}

CAF_TEST(a request that trickles in is given up when its time is over) {
  listener::options hasty;
  hasty.limits.transfer = 300ms;
  running_server server{&echo, hasty};
  raw_client slow{server.door().port()};
  slow.send("GET /slow HTT");
  CAF_CHECK_EQUAL(slow.read_all(), "");
}

CAF_TEST(an idle connection is closed and one between requests is not cut at the request limit) {
  listener::options lazy;
  lazy.limits.transfer = 200ms;
  lazy.limits.idle = 900ms;
  running_server server{&echo, lazy};
  raw_client client{server.door().port()};
  client.send("GET /a HTTP/1.1\r\n\r\n");
  CAF_CHECK(client.read_until("GET /a ").starts_with("HTTP/1.1 200"));
  const auto begun = std::chrono::steady_clock::now();
  CAF_CHECK_EQUAL(client.read_all(), "");
  CAF_CHECK(std::chrono::steady_clock::now() - begun > 600ms);
}

CAF_TEST(more connections than there are places are told so) {
  listener::options narrow;
  narrow.connections = 1;
  running_server server{&echo, narrow};
  raw_client first{server.door().port()};
  first.send("GET /a HTTP/1.1\r\n\r\n");
  CAF_REQUIRE(first.read_until("GET /a ").starts_with("HTTP/1.1 200"));
  raw_client second{server.door().port()};
  CAF_CHECK(second.read_all().starts_with("HTTP/1.1 503"));
}

CAF_TEST(OPS-1: a stopping server finishes what it was asked and takes no more) {
  std::promise<void> arrived;
  std::promise<std::function<void()>> finish;
  auto answer = [&](request&) -> task<response> {
    arrived.set_value();
    co_await await_callback<int>(
        [&](auto done) { finish.set_value([done]() mutable { done(0); }); });
    response out;
    out.body = "finished";
    co_return out;
  };
  running_server server{answer};
  raw_client client{server.door().port()};
  client.send("GET / HTTP/1.1\r\n\r\n");
  arrived.get_future().wait();
  server.door().stop();
  auto go_on = finish.get_future().get();
  go_on();
  const auto got = client.read_all();
  CAF_CHECK(got.ends_with("finished"));
  CAF_CHECK(got.find("Connection: close") != std::string::npos);
}

CAF_TEST(an address in use is named) {
  running_server server{&echo};
  loop other;
  scripted app{&echo};
  listener::options same;
  same.address = "127.0.0.1:" + std::to_string(server.door().port());
  const auto opened = listener::open(same, app, {&other});
  CAF_REQUIRE(!opened);
  CAF_CHECK(opened.error().detail.find(std::to_string(server.door().port()) + " is in use") !=
            std::string::npos);
}

namespace {

/// Gives the alphabet again and again, and ends before its time if told so.
class letters final : public body_source {
public:
  explicit letters(std::size_t pieces) : left_(pieces) {}
  task<std::string> next() override {
    if (left_-- == 0) co_return std::string{};
    co_return std::string{"abcdefghij"};
  }

private:
  std::size_t left_;
};

task<response> give_letters(request& asked) {
  response out;
  out.source = std::make_shared<letters>(asked.path == "/short" ? 2 : 3);
  out.source_bytes = 30;
  out.without_body = asked.method == "HEAD";
  co_return out;
}

/// Reads the streamed body, or refuses it unread.
task<response> take_stream(request& asked) {
  response out;
  if (!asked.stream) co_return out;
  if (asked.query == "refuse") {
    out.status = 403;
    co_return out;
  }
  std::size_t bytes = 0;
  for (auto more = co_await asked.stream->next(); more && !more->empty();
       more = co_await asked.stream->next())
    bytes += more->size();
  out.body = "took " + std::to_string(bytes);
  co_return out;
}

} // namespace

CAF_TEST(CHT-6: an answer is sent a piece at a time and the connection goes on) {
  running_server server{&give_letters};
  raw_client client{server.door().port()};
  for (int i = 0; i < 2; ++i) {
    client.send("GET /whole HTTP/1.1\r\n\r\n");
    const auto got = client.read_until("\r\n\r\nabcdefghijabcdefghijabcdefghij");
    CAF_CHECK(got.find("Content-Length: 30\r\n") != got.npos);
    CAF_CHECK(got.ends_with("\r\n\r\nabcdefghijabcdefghijabcdefghij"));
  }
  client.send("HEAD /whole HTTP/1.1\r\nConnection: close\r\n\r\n");
  const auto head = client.read_all();
  CAF_CHECK(head.find("Content-Length: 30\r\n") != head.npos);
  CAF_CHECK(head.ends_with("\r\n\r\n"));
}

CAF_TEST(CHT-6: an answer that breaks off ends the connection) {
  running_server server{&give_letters};
  raw_client client{server.door().port()};
  client.send("GET /short HTTP/1.1\r\n\r\n");
  const auto got = client.read_all();
  CAF_CHECK(got.find("Content-Length: 30\r\n") != got.npos);
  CAF_CHECK(got.ends_with("\r\n\r\nabcdefghijabcdefghij"));
}

CAF_TEST(CHT-6: a streamed body is read by whoever answers and the connection goes on) {
  running_server server{&take_stream};
  raw_client client{server.door().port()};
  for (int i = 0; i < 2; ++i) {
    client.send("POST /streamed HTTP/1.1\r\nContent-Length: 3000000\r\n\r\n" +
                std::string(3'000'000, 'x'));
    CAF_CHECK(client.read_until("took 3000000").starts_with("HTTP/1.1 200 OK\r\n"));
  }
  client.send("POST /streamed HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
  CAF_CHECK(client.read_until("took 0").ends_with("took 0"));
  client.send("POST /streamed HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  CAF_CHECK_EQUAL(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hello");
  CAF_CHECK(client.read_until("took 5").ends_with("took 5"));
}

CAF_TEST(CHT-6: a streamed body that nobody wants is answered unread and ends the connection) {
  running_server server{&take_stream};
  raw_client client{server.door().port()};
  client.send(
      "POST /streamed?refuse HTTP/1.1\r\nContent-Length: 100000000\r\n"
      "Expect: 100-continue\r\n\r\n");
  CAF_CHECK(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 403"));
  raw_client eager{server.door().port()};
  eager.send("POST /streamed?refuse HTTP/1.1\r\nContent-Length: 9000000\r\n\r\n" +
             std::string(9'000'000, 'x'));
  const auto got = eager.read_all();
  CAF_CHECK(got.starts_with("HTTP/1.1 403"));
  CAF_CHECK(got.find("Connection: close") != got.npos);
}

CAF_TEST(CHT-6: a streamed body in whose midst the peer goes harms nobody) {
  running_server server{&take_stream};
  {
    raw_client client{server.door().port()};
    client.send("POST /streamed HTTP/1.1\r\nContent-Length: 3000000\r\n\r\n" +
                std::string(100'000, 'x'));
  }
  raw_client client{server.door().port()};
  client.send("GET /other HTTP/1.1\r\nConnection: close\r\n\r\n");
  CAF_CHECK(client.read_all().starts_with("HTTP/1.1 200"));
}
