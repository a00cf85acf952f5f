#include "http/client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <deque>
#include <mutex>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace switchboard::http {

using protocols::http_request;
using protocols::http_response;
using reach = enum protocols::http_response::reach;

namespace {

constexpr long connect_limit_ms = 10'000;
constexpr int wait_ms = 1000;
/// An idle connection older than this is not trusted: the platform is about to close it.
constexpr long idle_limit_s = 50;

struct curl_library {
  curl_library() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~curl_library() { curl_global_cleanup(); }
};

/// One call under way.
struct flight {
  http_request request;
  protocols::transport::callback done;
  std::string answer;
  std::size_t largest_answer = 0;
  std::size_t sent = 0;
  curl_slist* headers = nullptr;
  CURL* easy = nullptr;
  std::array<char, CURL_ERROR_SIZE> words{};

  flight() = default;
  flight(const flight&) = delete;
  flight& operator=(const flight&) = delete;
  ~flight() { curl_slist_free_all(headers); }
};
using flight_ptr = std::unique_ptr<flight>;

std::size_t on_answer(char* data, std::size_t size, std::size_t count, void* to) {
  auto& one = *static_cast<flight*>(to);
  const auto bytes = size * count;
  if (one.answer.size() + bytes > one.largest_answer) return 0;
  one.answer.append(data, bytes);
  return bytes;
}

std::size_t on_body(char* into, std::size_t size, std::size_t count, void* from) {
  auto& one = *static_cast<flight*>(from);
  const auto bytes = std::min(size * count, one.request.body.size() - one.sent);
  std::memcpy(into, one.request.body.data() + one.sent, bytes);
  one.sent += bytes;
  return bytes;
}

void set_body(flight& one) {
  // Read by a callback that cannot rewind: so curl cannot send a message a second time by itself
  // when a kept connection turns out to be dead after the first.
  curl_easy_setopt(one.easy, CURLOPT_POST, 1L);
  curl_easy_setopt(one.easy, CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(one.request.body.size()));
  curl_easy_setopt(one.easy, CURLOPT_READFUNCTION, &on_body);
  curl_easy_setopt(one.easy, CURLOPT_READDATA, &one);
  one.headers = curl_slist_append(one.headers, "Expect:");
}

void prepare(flight& one, const client::options& with) {
  auto* easy = one.easy;
  const auto& request = one.request;
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  if (!request.body.empty() || request.method == "POST") set_body(one);
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  for (const auto& [name, value] : request.headers)
    one.headers = curl_slist_append(one.headers, (name + ": " + value).c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, one.headers);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_answer);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &one);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                   std::min(connect_limit_ms, static_cast<long>(request.timeout.count())));
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, idle_limit_s);
  curl_easy_setopt(easy, CURLOPT_PROXY, with.proxy.c_str());
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "Switchboard");
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, one.words.data());
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &one);
}

/// Whether the request certainly did not reach the platform.
bool never_sent(CURLcode why, CURL* easy) {
  switch (why) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_PROXY: return true;
    default: break;
  }
  long bytes = 0;
  curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &bytes);
  return bytes == 0;
}

http_response result_of(flight& one, CURLcode ended) {
  http_response out;
  if (ended == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(one.easy, CURLINFO_RESPONSE_CODE, &status);
    out.status = static_cast<int>(status);
    out.body = std::move(one.answer);
    return out;
  }
  out.reach = never_sent(ended, one.easy) ? reach::not_sent : reach::no_answer;
  // curl's own words never hold the path, where a token would be.
  out.failure = one.words[0] ? one.words.data() : curl_easy_strerror(ended);
  return out;
}

http_response stopped(reach how) {
  http_response out;
  out.reach = how;
  out.failure = "the server stops";
  return out;
}

} // namespace

struct client::impl {
  explicit impl(options of) : with(std::move(of)) {
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS,
                      static_cast<long>(with.connections_per_host));
    curl_multi_setopt(multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    worker = std::thread{[this] { run(); }};
  }

  ~impl() {
    stopping = true;
    curl_multi_wakeup(multi);
    worker.join();
    for (auto* easy : spare) curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
  }

  void run() {
    while (!stopping) {
      begin_new();
      int running = 0;
      curl_multi_perform(multi, &running);
      finish_done();
      curl_multi_poll(multi, nullptr, 0, wait_ms, nullptr);
    }
    for (auto& [easy, one] : flying) {
      curl_multi_remove_handle(multi, easy);
      const auto answer = stopped(never_sent(CURLE_OK, easy) ? reach::not_sent : reach::no_answer);
      curl_easy_cleanup(easy);
      one->done(answer);
    }
    flying.clear();
    for (auto& one : take_new()) one->done(stopped(reach::not_sent));
  }

  std::deque<flight_ptr> take_new() {
    const std::lock_guard hold{mutex};
    return std::exchange(waiting, {});
  }

  void begin_new() {
    for (auto& one : take_new()) {
      if (spare.empty()) {
        one->easy = curl_easy_init();
      } else {
        one->easy = spare.back();
        spare.pop_back();
      }
      prepare(*one, with);
      curl_multi_add_handle(multi, one->easy);
      flying.emplace(one->easy, std::move(one));
    }
  }

  void finish_done() {
    int left = 0;
    while (auto* said = curl_multi_info_read(multi, &left)) {
      if (said->msg != CURLMSG_DONE) continue;
      auto* easy = said->easy_handle;
      const auto ended = said->data.result;
      auto found = flying.extract(easy);
      auto answer = result_of(*found.mapped(), ended);
      curl_multi_remove_handle(multi, easy);
      curl_easy_reset(easy);
      spare.push_back(easy);
      found.mapped()->done(std::move(answer));
    }
  }

  curl_library library;
  const options with;
  CURLM* multi = nullptr;
  std::mutex mutex;
  std::deque<flight_ptr> waiting;
  std::unordered_map<CURL*, flight_ptr> flying;
  std::vector<CURL*> spare;
  std::atomic<bool> stopping{false};
  std::thread worker;
};

client::client(options with) : impl_(std::make_unique<impl>(std::move(with))) {}
client::~client() = default;

void client::send(http_request request, callback done) {
  auto one = std::make_unique<flight>();
  one->request = std::move(request);
  one->done = std::move(done);
  one->largest_answer = impl_->with.largest_answer;
  {
    const std::lock_guard hold{impl_->mutex};
    impl_->waiting.push_back(std::move(one));
  }
  curl_multi_wakeup(impl_->multi);
}

} // namespace switchboard::http
