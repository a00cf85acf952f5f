#pragma once

#include "actors/node.hpp"
#include "http/api/operations.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace switchboard::http {

/// What Prometheus is told. From any thread.
class metrics {
public:
  metrics();
  ~metrics();

  /// How webhooks ended.
  enum class hook_end { stored, duplicate, refused, unavailable };

  void operation(const http::operation& op, int status, double seconds);
  void webhook(hook_end end, double seconds);

  struct levels {
    actors::node_counts node;
    std::size_t connections = 0;
    std::size_t sockets = 0;
  };
  /// The text of /metrics.
  std::string text(const levels& now) const;

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

/// Resident memory of this process in bytes; 0 where it cannot be read.
std::size_t resident_bytes();

} // namespace switchboard::http
