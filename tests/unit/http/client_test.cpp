#include "http/client.hpp"

#include "http/core/await.hpp"
#include "http/transports.hpp"
#include "support.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

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

protocols::http_response ask(client& by, protocols::http_request what) {
  std::promise<protocols::http_response> told;
  by.send(std::move(what), [&](protocols::http_response got) { told.set_value(std::move(got)); });
  return told.get_future().get();
}

protocols::http_request get(std::string url) {
  protocols::http_request out;
  out.method = "GET";
  out.url = std::move(url);
  return out;
}

/// A folder that goes with the test.
struct folder {
  std::filesystem::path at =
      std::filesystem::temp_directory_path() / ("switchboard-client-" + std::to_string(::getpid()));
  folder() { std::filesystem::create_directories(at); }
  ~folder() { std::filesystem::remove_all(at); }
  std::string operator/(const char* name) const { return (at / name).string(); }
};

std::string content_of(const std::string& file) {
  std::stringstream out;
  out << std::ifstream{file, std::ios::binary}.rdbuf();
  return out.str();
}

/// A name that leads to an address of this machine without saying so.
std::string name_of_ours() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) throw std::runtime_error("no name");
  return name.data();
}

constexpr auto not_public = "the address is not of the public internet";

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

CAF_TEST(CHN-12: calls of the web chat stay in the process and all others go out) {
  struct recorder final : protocols::transport {
    std::vector<std::string> urls;
    void send(protocols::http_request request, callback done) override {
      urls.push_back(request.url);
      done({});
    }
  };
  recorder inside;
  recorder outside;
  transports all{outside};
  all.add("webchat://", inside);
  for (const auto* url : {"webchat://a/b", "https://webchat/", "http://x/webchat://", ""})
    all.send(get(url), [](const protocols::http_response&) {});
  CAF_CHECK_EQUAL(inside.urls, std::vector<std::string>{"webchat://a/b"});
  CAF_CHECK_EQUAL(outside.urls.size(), 3u);
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

CAF_TEST(CHT-6: a form is sent with a file from the disk and not again by itself) {
  const folder place;
  const std::string bytes(300'000, 'f');
  std::ofstream{place / "f.bin", std::ios::binary} << bytes;
  std::string type;
  running_server server{[&](request& asked) -> task<response> {
    type = asked.header("content-type");
    return echo(asked);
  }};
  client calls{{}};
  protocols::http_request what;
  what.url = server.address() + "/sendPhoto";
  what.form = {{"chat_id", "7", {}, {}, {}},
               {"photo", {}, place / "f.bin", "cat \"1\".jpg", "image/jpeg"}};
  const auto got = ask(calls, what);
  CAF_REQUIRE_EQUAL(got.status, 200);
  CAF_CHECK(type.starts_with("multipart/form-data; boundary="));
  CAF_CHECK(got.body.find("name=\"chat_id\"\r\n\r\n7\r\n") != std::string::npos);
  CAF_CHECK(got.body.find("filename=\"cat %221%22.jpg\"") != std::string::npos);
  CAF_CHECK(got.body.find("Content-Type: image/jpeg") != std::string::npos);
  CAF_CHECK(got.body.find("\r\n\r\n" + bytes + "\r\n") != std::string::npos);
  what.form[1].file = place / "no such";
  CAF_CHECK(ask(calls, what).reach == reach::not_sent);
}

CAF_TEST(CHT-6: a form is not sent a second time by itself when the connection breaks) {
  std::atomic<int> seen{0};
  running_server server{[&](request&) -> task<response> {
    if (++seen > 1) throw std::runtime_error("drop");
    co_return response{};
  }};
  client calls{{}};
  protocols::http_request what;
  what.url = server.address() + "/x";
  what.form = {{"text", "hello", {}, {}, {}}};
  CAF_REQUIRE_EQUAL(ask(calls, what).status, 200);
  CAF_CHECK(ask(calls, what).reach == reach::no_answer);
  CAF_CHECK_EQUAL(seen.load(), 2);
}

CAF_TEST(CHT-6: an answer is saved to a file and nothing is left of one that is too large) {
  const folder place;
  running_server server{[](request& asked) -> task<response> {
    response out;
    out.content_type = "image/png";
    out.body = std::string(100'000, 'x');
    if (asked.path == "/gone") out.status = 404;
    if (asked.path == "/empty") out.body.clear();
    co_return out;
  }};
  client calls{{}};
  auto what = get(server.address() + "/file");
  what.save_to = place / "saved";
  what.answer_limit = 100'000;
  const auto whole = ask(calls, what);
  CAF_CHECK_EQUAL(whole.status, 200);
  CAF_CHECK_EQUAL(whole.content_type, "image/png");
  CAF_CHECK(whole.body.empty());
  CAF_CHECK(!whole.too_large);
  CAF_CHECK(content_of(what.save_to) == std::string(100'000, 'x'));

  what.save_to = place / "larger";
  what.answer_limit = 99'999;
  const auto larger = ask(calls, what);
  CAF_CHECK(larger.too_large);
  CAF_CHECK(!std::filesystem::exists(what.save_to));

  what = get(server.address() + "/gone");
  what.save_to = place / "gone";
  const auto gone = ask(calls, what);
  CAF_CHECK_EQUAL(gone.status, 404);
  CAF_CHECK_EQUAL(gone.body.size(), 100'000u);
  CAF_CHECK(!std::filesystem::exists(what.save_to));

  what = get(server.address() + "/empty");
  what.save_to = place / "empty";
  CAF_CHECK_EQUAL(ask(calls, what).status, 200);
  CAF_CHECK(std::filesystem::exists(what.save_to));

  what = get(server.address() + "/file");
  what.save_to = "/no such folder/x";
  CAF_CHECK(ask(calls, what).reach == reach::no_answer);
}

CAF_TEST(CHT-6: an answer too large without its length told is cut off and leaves no file) {
  const folder place;
  scripted_peer peer{"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(5000, 'x')};
  client calls{{}};
  auto what = get("http://127.0.0.1:" + std::to_string(peer.port()) + "/");
  what.save_to = place / "larger";
  what.answer_limit = 4999;
  CAF_CHECK(ask(calls, what).too_large);
  CAF_CHECK(!std::filesystem::exists(what.save_to));
}

CAF_TEST(CHN-4: how long a platform asks to wait is told) {
  running_server server{[](request&) -> task<response> {
    response out;
    out.status = 429;
    out.headers.emplace_back("Retry-After", "17");
    co_return out;
  }};
  client calls{{}};
  CAF_CHECK_EQUAL(begin(calls, server.address() + "/", "m").get().retry_after_s, 17);
}

CAF_TEST(an address from outside that leads into our own network is refused) {
  std::atomic<int> seen{0};
  const listener::options everywhere{.address = "0.0.0.0:0"};
  running_server server{[&](request& asked) -> task<response> {
                          ++seen;
                          return echo(asked);
                        },
                        everywhere};
  client calls{{}};
  const auto port = std::to_string(server.door().port());
  for (const auto& host : {std::string{"127.0.0.1"}, std::string{"localhost"},
                           std::string{"0x7f.1"}, std::string{"2130706433"}, std::string{"[::1]"},
                           std::string{"[::ffff:127.0.0.1]"}, name_of_ours()}) {
    auto what = get("http://" + host + ":" + port + "/");
    what.outside = true;
    const auto got = ask(calls, what);
    CAF_CHECK_EQUAL(host + ": " + got.failure, host + ": " + not_public);
    CAF_CHECK(got.reach == reach::not_sent);
  }
  CAF_CHECK_EQUAL(seen.load(), 0);
  // A connection that was opened for ourselves and kept is not lent either.
  auto what = get("http://" + name_of_ours() + ":" + port + "/");
  CAF_REQUIRE_EQUAL(ask(calls, what).status, 200);
  what.outside = true;
  CAF_CHECK_EQUAL(ask(calls, what).failure, not_public);
  CAF_CHECK_EQUAL(seen.load(), 1);
}

CAF_TEST(redirects are followed from outside five times and from platforms never) {
  running_server server{[](request& asked) -> task<response> {
    response out;
    const auto left = asked.path.back() - '0';
    if (left > 0) {
      out.status = 302;
      out.headers.emplace_back("Location", "/" + std::to_string(left - 1));
    }
    out.body = "left " + std::to_string(left);
    co_return out;
  }};
  client calls{{.allow_private = true}};
  auto what = get(server.address() + "/5");
  CAF_CHECK_EQUAL(ask(calls, what).status, 302);
  what.outside = true;
  CAF_CHECK_EQUAL(ask(calls, what).body, "left 0");
  what.url = server.address() + "/6";
  CAF_CHECK_EQUAL(ask(calls, what).status, 302);
}

CAF_TEST(each platform has its own proxy and redirects behind one are looked at too) {
  scripted_peer peer{
      "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/secret\r\n"
      "Content-Length: 0\r\n\r\n"};
  client calls{{.proxies = {{"viber", "http://127.0.0.1:" + std::to_string(peer.port())}}}};
  auto what = get("http://pictures.invalid/cat.jpg");
  CAF_CHECK(ask(calls, what).failure.find("resolve") != std::string::npos);
  what.platform = "viber";
  CAF_CHECK_EQUAL(ask(calls, what).status, 302);
  CAF_CHECK(peer.asked().starts_with("GET http://pictures.invalid/cat.jpg HTTP/1.1"));
  what.outside = true;
  const auto got = ask(calls, what);
  CAF_CHECK(got.reach == reach::not_sent);
  CAF_CHECK_EQUAL(got.failure, not_public);
}
