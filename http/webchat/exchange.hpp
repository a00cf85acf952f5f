#pragma once

#include "config/ids.hpp"
#include "http/websocket/outbox.hpp"
#include "protocols/transport.hpp"

#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchboard::http {
struct services;
}

namespace switchboard::http::webchat {

/// Where the calls of `webchat://` end (CHN-12): instead of a platform our own sockets. A message
/// is answered as delivered to us at once, because it is in our database: whoever is away reads it
/// when they come back.
///
///     webchat://<account>/<visitor>            POST: the frame for the visitor's page
///     webchat://<account>/uploads/<source>     GET: the bytes of a visitor's upload
class exchange final : public protocols::transport {
public:
  /// A visitor's socket, known by its account and visitor.
  using box = std::shared_ptr<websocket::outbox>;

  /// From then on calls are taken; before, and after `close`, they are answered as not sent.
  void open(services& env);
  /// Waits for what is under way.
  void close();

  void send(protocols::http_request request, callback done) override;

  /// From any thread.
  void add(const std::string& account, const std::string& visitor, box to);
  void remove(const std::string& account, const std::string& visitor, const box& to);
  std::size_t size() const;

  /// To all sockets of a visitor; how many there were.
  std::size_t push(const std::string& account, const std::string& visitor, std::string frame);

private:
  struct address;
  /// Null: calls are not taken. Else `done` counts the call as under way until it is called.
  services* begin(callback& done);
  void give_file(services& env, const std::string& account, protocols::http_request request,
                 callback done);
  void deliver(services& env, address to, protocols::http_request request, callback done);

  mutable std::mutex mutex_;
  std::condition_variable idle_;
  std::size_t busy_ = 0;
  services* env_ = nullptr;
  std::map<std::pair<std::string, std::string>, std::vector<box>> open_;
  std::size_t sockets_ = 0;
};

} // namespace switchboard::http::webchat
