#pragma once

#include "http/core/loop.hpp"
#include "http/server/listener.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

/// A real listener on a free port, and a client that sends exactly the bytes it is told to.
namespace switchboard::http::test {

/// Answers with what the test says.
class scripted final : public application {
public:
  explicit scripted(std::function<task<response>(request&)> answer) : answer_(std::move(answer)) {}

  /// The bodies of this path are streamed.
  static constexpr std::string_view streamed_path = "/streamed";
  bool streams(const request& head) const override { return head.path == streamed_path; }

  task<response> handle(request& asked) override { return answer_(asked); }
  response refuse(request_reader::state why) override {
    response out;
    out.status = why == request_reader::state::body_too_large     ? 413
                 : why == request_reader::state::header_too_large ? 431
                                                                  : 400;
    return out;
  }
  std::string refuse_connection() override {
    return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
  }

private:
  std::function<task<response>(request&)> answer_;
};

/// Says what it was asked.
inline task<response> echo(request& asked) {
  response out;
  out.body = std::string{asked.method} + ' ' + std::string{asked.path} + ' ' + asked.body;
  co_return out;
}

class running_server {
public:
  explicit running_server(std::function<task<response>(request&)> answer,
                          listener::options with = {})
      : app_(std::move(answer)) {
    if (with.address.empty()) with.address = "127.0.0.1:0";
    listener_ = listener::open(std::move(with), app_, {&loop_}).value();
    thread_ = std::thread{[this] { loop_.run(); }};
  }
  ~running_server() {
    listener_->stop();
    listener_->drain(std::chrono::seconds{5});
    loop_.finish();
    thread_.join();
  }

  listener& door() { return *listener_; }
  std::string address() const { return "http://127.0.0.1:" + std::to_string(listener_->port()); }

private:
  scripted app_;
  loop loop_;
  std::unique_ptr<listener> listener_;
  std::thread thread_;
};

/// Gives everybody who connects the same bytes, whatever they ask, and closes.
class scripted_peer {
public:
  explicit scripted_peer(std::string answer) : answer_(std::move(answer)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    if (::bind(door_, reinterpret_cast<sockaddr*>(&at), size) != 0 || ::listen(door_, 16) != 0 ||
        ::getsockname(door_, reinterpret_cast<sockaddr*>(&at), &size) != 0)
      throw std::runtime_error("cannot listen");
    port_ = ntohs(at.sin_port);
    thread_ = std::thread{[this] { serve(); }};
  }
  ~scripted_peer() {
    ::shutdown(door_, SHUT_RDWR);
    thread_.join();
    ::close(door_);
  }
  scripted_peer(const scripted_peer&) = delete;
  scripted_peer& operator=(const scripted_peer&) = delete;

  std::uint16_t port() const { return port_; }
  /// What the last one asked.
  std::string asked() const {
    const std::lock_guard hold{mutex_};
    return asked_;
  }

private:
  void serve() {
    for (int peer = ::accept(door_, nullptr, nullptr); peer >= 0;
         peer = ::accept(door_, nullptr, nullptr)) {
      std::string got;
      std::array<char, 4096> bytes;
      while (got.find("\r\n\r\n") == got.npos) {
        const auto count = ::recv(peer, bytes.data(), bytes.size(), 0);
        if (count <= 0) break;
        got.append(bytes.data(), static_cast<std::size_t>(count));
      }
      {
        const std::lock_guard hold{mutex_};
        asked_ = std::move(got);
      }
      ::send(peer, answer_.data(), answer_.size(), MSG_NOSIGNAL);
      ::shutdown(peer, SHUT_WR);
      while (::recv(peer, bytes.data(), bytes.size(), 0) > 0) {
      }
      ::close(peer);
    }
  }

  const std::string answer_;
  const int door_ = ::socket(AF_INET, SOCK_STREAM, 0);
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::string asked_;
  std::thread thread_;
};

class raw_client {
public:
  /// `receive_buffer`: bytes the kernel keeps for us; 0 = its choice.
  explicit raw_client(std::uint16_t port, int receive_buffer = 0) {
    if (receive_buffer > 0)
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    // A server that never answers must fail the test, not hang it.
    const timeval limit{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
      throw std::runtime_error("cannot connect");
  }
  ~raw_client() { ::close(socket_); }
  raw_client(const raw_client&) = delete;
  raw_client& operator=(const raw_client&) = delete;

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) throw std::runtime_error("cannot send");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  /// Until what came ends with `end`, or the server closed.
  std::string read_until(std::string_view end) {
    std::string out;
    while (!out.ends_with(end) && read_more(out)) {
    }
    return out;
  }
  /// Until the server closed.
  std::string read_all() {
    std::string out;
    while (read_more(out)) {
    }
    return out;
  }

private:
  bool read_more(std::string& out) {
    std::array<char, 65536> bytes;
    const auto got = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (got < 0 && errno != ECONNRESET) throw std::runtime_error("the server says nothing");
    if (got <= 0) return false;
    out.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
  }

  int socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
};

} // namespace switchboard::http::test
