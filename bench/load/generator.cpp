#include "bench/load/generator.hpp"

#include "bench/load/watcher.hpp"

#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <ctime>
#include <stdexcept>

namespace switchboard::bench {

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
/// How long the last answers and events are waited for.
constexpr std::int64_t patience_ns = 10 * second_ns;
/// So many connections lost in one run mean that the server is gone, not that it hiccuped.
constexpr std::uint64_t hopeless = 2'000;

std::int64_t unix_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return std::int64_t{now.tv_sec} * second_ns + now.tv_nsec;
}

double own_cpu_s() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

} // namespace

generator::generator(const options& opts, const watcher* watch)
    : opts_(opts), watch_(watch), updates_(opts), random_(opts.first) {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  for (std::uint32_t i = 0; i < opts.connections; ++i) {
    auto link = std::make_unique<connection>();
    if (!link->open(opts.host, opts.port)) {
      throw std::runtime_error{"cannot connect to " + opts.host + ":" + std::to_string(opts.port) +
                               ": " + std::strerror(errno)};
    }
    arm(*link, EPOLLIN, EPOLL_CTL_ADD);
    idle_.push_back(link.get());
    links_.push_back(std::move(link));
  }
}

generator::~generator() { ::close(epoll_); }

void generator::arm(const connection& link, std::uint32_t events, int operation) const {
  epoll_event event{};
  event.events = events;
  event.data.ptr = const_cast<connection*>(&link);
  ::epoll_ctl(epoll_, operation, link.fd(), &event);
}

report generator::run() {
  start_ns_ = monotonic_ns();
  measure_ns_ = start_ns_ + (opts_.once ? 0 : std::llround(opts_.warmup_s * 1e9));
  stop_ns_ = measure_ns_ + std::llround(opts_.seconds * 1e9);
  unix_offset_ns_ = unix_ns() - start_ns_;
  std::array<epoll_event, 256> ready{};
  std::int64_t give_up_ns = 0;
  for (;;) {
    auto now = monotonic_ns();
    dispatch(now);
    if (!next_due(now)) {
      if (give_up_ns == 0) give_up_ns = now + patience_ns;
      if (busy_ == 0 || now > give_up_ns) break;
    }
    timespec wait{};
    wait_for(now, wait);
    const auto n = ::epoll_pwait2(epoll_, ready.data(), ready.size(), &wait, nullptr);
    for (int i = 0; i < n; ++i) {
      on_ready(*static_cast<connection*>(ready[static_cast<std::size_t>(i)].data.ptr),
               ready[static_cast<std::size_t>(i)].events);
    }
  }
  const auto ended = monotonic_ns();
  report_.seconds = opts_.once ? static_cast<double>(ended - start_ns_) / 1e9 : opts_.seconds;
  report_.unanswered = busy_;
  report_.next = opts_.first + static_cast<std::uint32_t>(sent_);
  if (opts_.rate > 0) {
    const auto planned = std::llround((opts_.warmup_s + opts_.seconds) * opts_.rate);
    report_.late = static_cast<std::uint64_t>(planned) - std::min<std::uint64_t>(sent_, planned);
  }
  report_.cpu_s = own_cpu_s();
  if (watch_) collect_live();
  return std::move(report_);
}

std::optional<std::int64_t> generator::next_due(std::int64_t now_ns) const {
  if (opts_.once) return sent_ < opts_.clients ? std::optional{now_ns} : std::nullopt;
  if (now_ns >= stop_ns_) return std::nullopt;
  if (opts_.rate <= 0) return now_ns;
  const auto due = start_ns_ + std::llround(static_cast<double>(sent_) * 1e9 / opts_.rate);
  return due < stop_ns_ ? std::optional{due} : std::nullopt;
}

void generator::wait_for(std::int64_t now_ns, timespec& out) const {
  auto wait = second_ns / 10;
  if (const auto due = next_due(now_ns); due && !idle_.empty()) {
    wait = std::clamp<std::int64_t>(*due - now_ns, 0, wait);
  }
  out.tv_sec = 0;
  out.tv_nsec = wait;
}

void generator::dispatch(std::int64_t now_ns) {
  while (!idle_.empty()) {
    const auto due = next_due(now_ns);
    if (!due || *due > now_ns) return;
    auto& link = *idle_.back();
    idle_.pop_back();
    start(link, *due, now_ns);
  }
}

std::uint32_t generator::pick_client() {
  if (opts_.once) return static_cast<std::uint32_t>(sent_);
  return static_cast<std::uint32_t>(random_() % opts_.clients);
}

void generator::start(connection& link, std::int64_t due_ns, std::int64_t now_ns) {
  const auto client = pick_client();
  link.number = opts_.first + static_cast<std::uint32_t>(sent_);
  link.intended_ns = due_ns;
  link.watched =
      watch_ && opts_.targets[client % opts_.targets.size()].project == opts_.watch.project;
  link.busy = true;
  ++sent_;
  ++busy_;
  updates_.write(link.number, client, (now_ns + unix_offset_ns_) / second_ns, link.request());
  const auto how = link.send();
  if (how == connection::progress::broken) {
    replace(link);
  } else if (how == connection::progress::wait_writable) {
    arm(link, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
  }
}

void generator::on_ready(connection& link, std::uint32_t events) {
  if (events & EPOLLOUT) {
    const auto how = link.send();
    if (how == connection::progress::broken) return replace(link);
    if (how == connection::progress::wait_readable) arm(link, EPOLLIN, EPOLL_CTL_MOD);
  }
  if (!(events & (EPOLLIN | EPOLLERR | EPOLLHUP))) return;
  const auto how = link.receive();
  if (how == connection::progress::broken || (how == connection::progress::done && !link.busy)) {
    return replace(link);
  }
  if (how == connection::progress::done) finish(link, monotonic_ns());
}

void generator::finish(connection& link, std::int64_t now_ns) {
  link.busy = false;
  --busy_;
  if (link.status() == 200) {
    ++report_.ok_total;
    const auto measured = link.intended_ns >= measure_ns_;
    // The rate counts answers inside the window; latency counts webhooks due inside it.
    if (now_ns >= measure_ns_ && (now_ns < stop_ns_ || opts_.once)) ++report_.ok;
    if (measured) report_.ok_latency.push_back(now_ns - link.intended_ns);
    if (measured && link.watched) {
      watched_.push_back(link.number);
      watched_due_ns_.push_back(link.intended_ns);
    }
  } else {
    ++report_.refused[link.status()];
  }
  if (link.closing()) return replace(link);
  idle_.push_back(&link);
  if (opts_.rate <= 0) dispatch(now_ns);
}

void generator::replace(connection& link) {
  if (link.busy) {
    if (++report_.broken > hopeless) {
      throw std::runtime_error{"the server keeps closing connections"};
    }
    --busy_;
  }
  if (!link.open(opts_.host, opts_.port)) {
    throw std::runtime_error{"the server went away: " + std::string{std::strerror(errno)}};
  }
  arm(link, EPOLLIN, EPOLL_CTL_ADD);
  if (std::find(idle_.begin(), idle_.end(), &link) == idle_.end()) idle_.push_back(&link);
}

void generator::collect_live() {
  report_.watched = true;
  report_.expected = watched_.size();
  watch_->await(watched_, patience_ns / 1'000'000);
  for (std::size_t i = 0; i < watched_.size(); ++i) {
    if (const auto at = watch_->seen_at(watched_[i])) {
      report_.seen.push_back(at - watched_due_ns_[i]);
    }
  }
}

} // namespace switchboard::bench
