#pragma once

#include "bench/sink/bot_api.hpp"
#include "bench/sink/certificate.hpp"
#include "bench/sink/session.hpp"

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace switchboard::bench {

/// Answers on many connections from one thread, until the process is ended.
class server {
public:
  /// Listens on a free port of 127.0.0.1. Throws `std::runtime_error`.
  explicit server(context_ptr context);
  ~server();

  std::uint16_t port() const { return port_; }
  [[noreturn]] void run();

private:
  void accept_all();
  void on_ready(session& who);
  /// Reads and answers as long as there is something; false: the connection is over.
  bool serve(session& who);
  bool wait(session& who, session::progress how);
  void release_held();

  context_ptr context_;
  bot_api api_;
  int listening_ = -1;
  int epoll_ = -1;
  std::uint16_t port_ = 0;
  std::unordered_map<int, std::unique_ptr<session>> sessions_;
  /// Answers kept back, by connection.
  std::unordered_map<int, bot_api::answer> held_;
};

} // namespace switchboard::bench
