#pragma once

#include "protocols/transport.hpp"

#include <string>
#include <utility>
#include <vector>

namespace switchboard::http {

/// Sends each call the way its address asks for: "webchat://…" stays in this process, everything
/// else goes out.
class transports final : public protocols::transport {
public:
  /// What is passed must outlive this.
  explicit transports(protocols::transport& otherwise) : otherwise_(otherwise) {}

  /// Before the first call. `scheme` with what follows it: "webchat://".
  void add(std::string scheme, protocols::transport& way) {
    ways_.emplace_back(std::move(scheme), &way);
  }

  void send(protocols::http_request request, callback done) override {
    for (const auto& [scheme, way] : ways_)
      if (request.url.starts_with(scheme)) return way->send(std::move(request), std::move(done));
    otherwise_.send(std::move(request), std::move(done));
  }

private:
  protocols::transport& otherwise_;
  std::vector<std::pair<std::string, protocols::transport*>> ways_;
};

} // namespace switchboard::http
