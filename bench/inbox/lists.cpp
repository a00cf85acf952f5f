#include "bench/inbox/lists.hpp"

#include "bench/load/connection.hpp"
#include "bench/load/quantiles.hpp"

#include <boost/json.hpp>

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <stdexcept>

namespace switchboard::bench {

namespace {

class asker {
public:
  asker(const lists_options& opts, const std::vector<list_request>& requests)
      : opts_(opts), requests_(requests), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (std::uint32_t i = 0; i < opts.connections; ++i) {
      auto link = std::make_unique<connection>();
      if (!link->open(opts.host, opts.port)) throw std::runtime_error{"cannot connect"};
      epoll_event wanted{};
      wanted.events = EPOLLIN;
      wanted.data.ptr = link.get();
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, link->fd(), &wanted);
      links_.push_back(std::move(link));
    }
  }
  ~asker() { ::close(epoll_); }
  asker(const asker&) = delete;
  asker& operator=(const asker&) = delete;

  std::string run() {
    const auto start = monotonic_ns();
    measure_ns_ = start + std::llround(opts_.warmup_s * 1e9);
    stop_ns_ = measure_ns_ + std::llround(opts_.seconds * 1e9);
    for (auto& link : links_) ask(*link);
    std::array<epoll_event, 64> ready{};
    while (monotonic_ns() < stop_ns_) {
      const auto n = ::epoll_wait(epoll_, ready.data(), ready.size(), 100);
      for (int i = 0; i < n; ++i)
        hear(*static_cast<connection*>(ready[static_cast<std::size_t>(i)].data.ptr));
    }
    return report();
  }

private:
  void ask(connection& link) {
    const auto at = next_++ % requests_.size();
    const auto& one = requests_[at];
    link.number = static_cast<std::uint32_t>(at);
    link.intended_ns = monotonic_ns();
    link.request() = "GET " + one.path + " HTTP/1.1\r\nHost: " + opts_.host + ":" +
                     std::to_string(opts_.port) + "\r\nConnection: keep-alive\r\n" +
                     (one.cookie.empty() ? "" : "Cookie: " + one.cookie + "\r\n") + "\r\n";
    if (link.send() == connection::progress::broken) throw std::runtime_error{"lost"};
  }

  void hear(connection& link) {
    const auto how = link.receive();
    if (how == connection::progress::wait_readable) return;
    const auto& one = requests_[link.number];
    if (how != connection::progress::done) throw std::runtime_error{one.path + ": no answer"};
    if (link.status() != 200)
      throw std::runtime_error{one.path + ": " + std::to_string(link.status())};
    if (link.intended_ns >= measure_ns_)
      took_[one.what].push_back(monotonic_ns() - link.intended_ns);
    ask(link);
  }

  std::string report() {
    boost::json::object out;
    auto& operations = out["operations"].emplace_object();
    latencies all;
    for (auto& [what, some] : took_) {
      all.insert(all.end(), some.begin(), some.end());
      auto of = quantiles(some);
      of["count"] = some.size();
      operations[what] = std::move(of);
    }
    out["per_s"] = static_cast<double>(all.size()) / opts_.seconds;
    out["lists"] = quantiles(all);
    return boost::json::serialize(out);
  }

  const lists_options& opts_;
  const std::vector<list_request>& requests_;
  std::vector<std::unique_ptr<connection>> links_;
  std::map<std::string, latencies> took_;
  std::size_t next_ = 0;
  int epoll_ = -1;
  std::int64_t measure_ns_ = 0;
  std::int64_t stop_ns_ = 0;
};

} // namespace

std::string ask_lists(const lists_options& opts, const std::vector<list_request>& requests) {
  return asker{opts, requests}.run();
}

} // namespace switchboard::bench
