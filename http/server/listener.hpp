#pragma once

#include "config/error.hpp"
#include "http/server/connection.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace boost::asio::ssl {
class context;
}

namespace switchboard::http {

class loop;

/// Accepts connections at one address and spreads them over the loops.
class listener {
public:
  struct options {
    std::string address; ///< "127.0.0.1:8080", "[::1]:0", "localhost:80"
    connection_limits limits;
    std::size_t connections = 10'000;
    std::shared_ptr<boost::asio::ssl::context> tls; ///< null = plain
  };

  /// Listens at once. The loops and the application must outlive it. The error says which address
  /// and why.
  static result<std::unique_ptr<listener>> open(options with, application& app,
                                                std::vector<loop*> loops);
  virtual ~listener() = default;

  /// The port really listened on.
  virtual std::uint16_t port() const = 0;
  virtual std::size_t connections() const = 0;

  /// Accepts no more and lets requests under way finish. From any thread.
  virtual void stop() = 0;
  /// Blocks until no connection is left or `grace` is over, then closes what is left and waits for
  /// it. Not from a loop's thread. To be called once before destruction if the loops run.
  virtual void drain(std::chrono::milliseconds grace) = 0;
};

} // namespace switchboard::http
