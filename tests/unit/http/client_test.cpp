#include "http/client.hpp"

#include "http/core/await.hpp"
#include "support.hpp"

#include <atomic>
#include <future>

#define CAF_SUITE http_client
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
using namespace switchboard::http::test;
using namespace std::chrono_literals;
using reach = enum protocols::http_response::reach;

namespace {

std::future<protocols::http_response> begin(client& by, std::string url, std::string body,
                                            std::chrono::milliseconds timeout = 5s) {
  auto told = std::make_shared<std::promise<protocols::http_response>>();
  auto answer = told->get_future();
  protocols::http_request ask;
  ask.url = std::move(url);
  ask.body = std::move(body);
  ask.timeout = timeout;
  ask.headers = {{"Content-Type", "application/json"}};
  by.send(std::move(ask),
          [told](protocols::http_response got) { told->set_value(std::move(got)); });
  return answer;
}

} // namespace

CAF_TEST(a call brings the status and the body) {
  running_server server{&echo};
  client calls{{}};
  const auto got = begin(calls, server.address() + "/send", "{\"a\":1}").get();
  CAF_CHECK(got.reach == reach::answered);
  CAF_CHECK_EQUAL(got.status, 200);
  CAF_CHECK_EQUAL(got.body, "POST /send {\"a\":1}");
}

CAF_TEST(two hundred calls at once all come back) {
  running_server server{&echo};
  client calls{{}};
  std::vector<std::future<protocols::http_response>> all;
  for (int i = 0; i < 200; ++i)
    all.push_back(begin(calls, server.address() + "/x", std::to_string(i)));
  for (int i = 0; i < 200; ++i)
    CAF_CHECK_EQUAL(all[static_cast<std::size_t>(i)].get().body, "POST /x " + std::to_string(i));
}

CAF_TEST(CHT-7: what certainly did not go out is told apart from what may have) {
  client calls{{}};
  std::string closed;
  {
    running_server gone{&echo};
    closed = gone.address();
  }
  CAF_CHECK(begin(calls, closed + "/x", "m").get().reach == reach::not_sent);
  CAF_CHECK(begin(calls, "http://name.invalid/x", "m").get().reach == reach::not_sent);
  CAF_CHECK(begin(calls, "file:///etc/passwd", "m").get().reach == reach::not_sent);
}

CAF_TEST(a message is not sent a second time by itself when the connection breaks) {
  std::atomic<int> seen{0};
  std::atomic<bool> dropping{false};
  // A connection that was kept ends after the request was read, without an answer.
  running_server server{[&](request&) -> task<response> {
    ++seen;
    if (dropping) throw std::runtime_error("drop");
    co_return response{};
  }};
  client calls{{}};
  CAF_REQUIRE(begin(calls, server.address() + "/x", "first").get().status == 200);
  dropping = true;
  const auto got = begin(calls, server.address() + "/x", "second").get();
  CAF_CHECK(got.reach == reach::no_answer);
  CAF_CHECK_EQUAL(seen.load(), 2);
}

CAF_TEST(an answer that does not come in time is no answer) {
  auto silent = [](request&) -> task<response> {
    co_await await_within<bool>(2s, [](auto) {});
    co_return response{};
  };
  running_server server{silent};
  client calls{{}};
  const auto got = begin(calls, server.address() + "/secret-token/x", "m", 300ms).get();
  CAF_CHECK(got.reach == reach::no_answer);
  CAF_CHECK(got.failure.find("secret-token") == std::string::npos);
  CAF_CHECK(!got.failure.empty());
}

CAF_TEST(an answer that is too large is cut off) {
  running_server server{[](request&) -> task<response> {
    response out;
    out.body = std::string(100'000, 'x');
    co_return out;
  }};
  client calls{{.largest_answer = 50'000}};
  CAF_CHECK(begin(calls, server.address() + "/", "m").get().reach == reach::no_answer);
}

CAF_TEST(a client that is closed answers what was under way) {
  auto silent = [](request&) -> task<response> {
    co_await await_within<bool>(1s, [](auto) {});
    co_return response{};
  };
  running_server server{silent};
  std::future<protocols::http_response> waiting;
  {
    client calls{{}};
    waiting = begin(calls, server.address() + "/", "m");
  }
  CAF_CHECK(waiting.get().reach != reach::answered);
}
