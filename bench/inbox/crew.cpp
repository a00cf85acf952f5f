#include "bench/inbox/crew.hpp"

#include "bench/load/connection.hpp"

#include <boost/json.hpp>

#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace switchboard::bench {

namespace {

constexpr std::int64_t patience_ns = 10'000'000'000;
constexpr int subscribing_ms = 30'000;

double own_cpu_s() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// The code of a refusal.
std::string code_in(std::string_view frame) {
  constexpr std::string_view mark = "\"code\":\"";
  const auto at = frame.find(mark);
  if (at == frame.npos) return "?";
  const auto from = at + mark.size();
  return std::string{frame.substr(from, frame.find('"', from) - from)};
}

} // namespace

crew::crew(const crew_options& opts, std::vector<operator_card> cards,
           std::map<std::string, supply> appeals)
    : opts_(opts), appeals_(std::move(appeals)), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  for (auto& card : cards) {
    const auto cookie = card.cookie;
    auto& chats = appeals_[card.project];
    auto one = std::make_unique<person>(std::move(card), chats);
    one->link.open(opts.host, opts.port, cookie);
    one->busy = true;
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.ptr = one.get();
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, one->link.fd(), &wanted);
    one->link.send(one->subscription());
    people_.push_back(std::move(one));
  }
  std::array<epoll_event, 256> ready{};
  while (idle_.size() < people_.size()) {
    const auto n = ::epoll_wait(epoll_, ready.data(), ready.size(), subscribing_ms);
    if (n <= 0) throw std::runtime_error{"not everybody could subscribe"};
    for (int i = 0; i < n; ++i) {
      const auto& one = ready[static_cast<std::size_t>(i)];
      on_ready(*static_cast<person*>(one.data.ptr), one.events);
    }
  }
  if (!refused_.empty()) throw std::runtime_error{"refused: " + refused_.begin()->first};
}

crew::~crew() { ::close(epoll_); }

std::string crew::run() {
  start_ns_ = monotonic_ns();
  measure_ns_ = start_ns_ + std::llround(opts_.warmup_s * 1e9);
  stop_ns_ = measure_ns_ + std::llround(opts_.seconds * 1e9);
  const auto cpu_before = own_cpu_s();
  std::array<epoll_event, 256> ready{};
  for (auto now = start_ns_; now < stop_ns_ || under_way_ > 0; now = monotonic_ns()) {
    if (now > stop_ns_ + patience_ns) break;
    if (now < stop_ns_) make_calls(now);
    const auto n = ::epoll_wait(epoll_, ready.data(), ready.size(), 1);
    for (int i = 0; i < n; ++i) {
      const auto& one = ready[static_cast<std::size_t>(i)];
      on_ready(*static_cast<person*>(one.data.ptr), one.events);
    }
  }
  auto out = report();
  out.insert(1, "\"cpu_s\":" + std::to_string(own_cpu_s() - cpu_before) + ",");
  return out;
}

void crew::make_calls(std::int64_t now_ns) {
  const auto step = 1e9 / opts_.rate;
  for (;;) {
    const auto due = start_ns_ + std::llround(static_cast<double>(made_) * step);
    if (due > now_ns || idle_.empty()) return;
    std::swap(idle_[random_() % idle_.size()], idle_.back());
    auto& who = *idle_.back();
    idle_.pop_back();
    who.busy = true;
    who.due_ns = due;
    who.link.send(who.next_call(++made_));
    ++under_way_;
    if (who.link.sending()) wait_writable(who);
  }
}

void crew::wait_writable(const person& who) const {
  epoll_event wanted{};
  wanted.events = EPOLLIN | (who.link.sending() ? EPOLLOUT : 0U);
  wanted.data.ptr = const_cast<person*>(&who);
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, who.link.fd(), &wanted);
}

void crew::on_ready(person& who, std::uint32_t events) {
  if ((events & EPOLLOUT) != 0) {
    who.link.flush();
    if (!who.link.sending()) wait_writable(who);
  }
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0) return;
  if (who.link.receive([&](std::string_view frame) { heard(who, frame); })) return;
  ++closed_;
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, who.link.fd(), nullptr);
}

void crew::heard(person& who, std::string_view frame) {
  const auto now = monotonic_ns();
  if (frame.starts_with("{\"event\"")) {
    if (now < measure_ns_ || now >= stop_ns_ || start_ns_ == 0) return;
    ++events_;
    event_bytes_ += frame.size();
    return;
  }
  const bool refused = frame.substr(0, 40).find("\"error\":") != frame.npos;
  if (refused) ++refused_[who.what + " " + code_in(frame)];
  if (start_ns_ != 0) {
    --under_way_;
    if (who.due_ns >= measure_ns_) took_[who.what].push_back(now - who.due_ns);
  }
  who.answered(frame, refused);
  idle_.push_back(&who);
}

std::string crew::report() {
  boost::json::object out;
  out["operators"] = people_.size();
  out["seconds"] = opts_.seconds;
  out["calls"] = made_;
  out["unanswered"] = under_way_;
  out["closed"] = closed_;
  out["events_per_s"] = static_cast<double>(events_) / opts_.seconds;
  out["event_bytes"] = event_bytes_;
  auto& refused = out["refused"].emplace_object();
  for (const auto& [why, times] : refused_) refused[why] = times;
  auto& operations = out["operations"].emplace_object();
  latencies lists;
  for (auto& [what, all] : took_) {
    if (what.starts_with("list ")) lists.insert(lists.end(), all.begin(), all.end());
    auto of = quantiles(all);
    of["count"] = all.size();
    operations[what] = std::move(of);
  }
  out["lists"] = quantiles(lists);
  return boost::json::serialize(out);
}

} // namespace switchboard::bench
