#include "bench/sink/server.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace switchboard::bench {

namespace {

constexpr int backlog = 1024;

void require(bool fine, const char* what) {
  if (!fine) throw std::runtime_error{std::string{what} + ": " + std::strerror(errno)};
}

} // namespace

server::server(context_ptr context) : context_(std::move(context)) {
  listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  require(listening_ >= 0, "socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  require(::bind(listening_, generic, size) == 0, "bind");
  require(::listen(listening_, backlog) == 0, "listen");
  require(::getsockname(listening_, generic, &size) == 0, "getsockname");
  port_ = ntohs(address.sin_port);
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  wanted.data.fd = listening_;
  require(::epoll_ctl(epoll_, EPOLL_CTL_ADD, listening_, &wanted) == 0, "epoll");
}

server::~server() {
  ::close(epoll_);
  ::close(listening_);
}

void server::run() {
  std::array<epoll_event, 256> ready{};
  for (;;) {
    const auto count = ::epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), -1);
    for (int i = 0; i < count; ++i) {
      const auto fd = ready[static_cast<std::size_t>(i)].data.fd;
      if (fd == listening_)
        accept_all();
      else if (const auto found = sessions_.find(fd); found != sessions_.end())
        on_ready(*found->second);
    }
    if (!api_.holding() && !held_.empty()) release_held();
  }
}

void server::accept_all() {
  for (;;) {
    const auto fd = ::accept4(listening_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sessions_[fd] = std::make_unique<session>(fd, context_.get());
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.fd = fd;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &wanted);
  }
}

void server::on_ready(session& who) {
  if (serve(who)) return;
  // Closing the descriptor takes it out of the epoll set.
  const auto fd = who.fd();
  held_.erase(fd);
  sessions_.erase(fd);
}

bool server::serve(session& who) {
  using progress = session::progress;
  if (held_.contains(who.fd())) return false; // whoever waits for an answer has nothing to say
  if (who.sending())
    if (const auto how = who.send(); how != progress::request) return wait(who, how);
  for (;;) {
    if (const auto how = who.receive(); how != progress::request) return wait(who, how);
    const auto asked = who.current();
    auto answer = api_.call(asked.path, asked.body);
    if (answer.held) {
      held_.emplace(who.fd(), std::move(answer));
      return wait(who, progress::wait_readable);
    }
    if (const auto how = who.answer(answer.status, answer.body); how != progress::request)
      return wait(who, how);
  }
}

bool server::wait(session& who, session::progress how) {
  if (how == session::progress::over) return false;
  const bool write = how == session::progress::wait_writable;
  if (write == who.wants_write) return true;
  who.wants_write = write;
  epoll_event wanted{};
  wanted.events = write ? EPOLLOUT : EPOLLIN;
  wanted.data.fd = who.fd();
  return ::epoll_ctl(epoll_, EPOLL_CTL_MOD, who.fd(), &wanted) == 0;
}

void server::release_held() {
  for (auto& [fd, answer] : std::exchange(held_, {})) {
    auto& who = *sessions_.at(fd);
    if (const auto how = who.answer(answer.status, answer.body);
        how == session::progress::request || wait(who, how))
      continue;
    sessions_.erase(fd);
  }
}

} // namespace switchboard::bench
