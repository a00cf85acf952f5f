#include "http/client.hpp"

#include "http/client_call.hpp"

#include <openssl/ssl.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace switchboard::http {

namespace {

constexpr int wait_ms = 1000;

struct curl_library {
  curl_library() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~curl_library() { curl_global_cleanup(); }
};

using call_ptr = std::unique_ptr<client_call>;

} // namespace

/// With so many calls under way libcurl looks at each of them whenever one has news; a moment's
/// patience lets it look once for many.
constexpr std::size_t crowd = 64;
constexpr auto gather = std::chrono::microseconds{300};

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
    ended.notify_one();
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
      if (flying.size() < crowd) continue;
      std::unique_lock hold{mutex};
      ended.wait_for(hold, gather, [this] { return stopping.load(); });
    }
    for (auto& [easy, one] : flying) {
      curl_multi_remove_handle(multi, easy);
      auto answer = one->stopped();
      curl_easy_cleanup(easy);
      one->tell(std::move(answer));
    }
    flying.clear();
    for (auto& one : take_new()) one->tell(one->stopped());
  }

  std::deque<call_ptr> take_new() {
    const std::lock_guard hold{mutex};
    return std::exchange(waiting, {});
  }

  CURL* take_handle() {
    if (spare.empty()) return curl_easy_init();
    auto* easy = spare.back();
    spare.pop_back();
    return easy;
  }

  void begin_new() {
    for (auto& one : take_new()) {
      auto* easy = take_handle();
      if (!one->prepare(easy)) {
        end(std::move(one), CURLE_FAILED_INIT);
        continue;
      }
      curl_multi_add_handle(multi, easy);
      flying.emplace(easy, std::move(one));
    }
  }

  /// The handle is let go of before its callback runs, which may send the next call.
  void end(call_ptr one, CURLcode how) {
    auto* easy = one->easy();
    auto answer = one->result(how);
    curl_easy_reset(easy);
    spare.push_back(easy);
    one->tell(std::move(answer));
  }

  void finish_done() {
    int left = 0;
    while (auto* said = curl_multi_info_read(multi, &left)) {
      if (said->msg != CURLMSG_DONE) continue;
      auto* easy = said->easy_handle;
      const auto how = said->data.result;
      auto found = flying.extract(easy);
      curl_multi_remove_handle(multi, easy);
      if (found.mapped()->follow(how)) {
        curl_multi_add_handle(multi, easy);
        flying.insert(std::move(found));
        continue;
      }
      end(std::move(found.mapped()), how);
    }
  }

  curl_library library;
  const options with;
  CURLM* multi = nullptr;
  std::mutex mutex;
  std::deque<call_ptr> waiting;
  std::unordered_map<CURL*, call_ptr> flying;
  std::vector<CURL*> spare;
  std::condition_variable ended;
  std::atomic<bool> stopping{false};
  std::thread worker;
};

bool client::is_ca_file(const std::string& file) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{SSL_CTX_new(TLS_client_method()),
                                                                  &SSL_CTX_free};
  return SSL_CTX_load_verify_locations(context.get(), file.c_str(), nullptr) == 1;
}

client::client(options with) : impl_(std::make_unique<impl>(std::move(with))) {}
client::~client() = default;

void client::send(protocols::http_request request, callback done) {
  auto one = std::make_unique<client_call>(std::move(request), std::move(done), impl_->with);
  {
    const std::lock_guard hold{impl_->mutex};
    impl_->waiting.push_back(std::move(one));
  }
  curl_multi_wakeup(impl_->multi);
}

} // namespace switchboard::http
