#pragma once

#include "http/api/services.hpp"
#include "http/files/serve.hpp"
#include "http/server/application.hpp"
#include "http/site/site.hpp"
#include "http/webchat/desk.hpp"

#include <functional>

namespace switchboard::http {

/// The first look at every request of the public listener: webhook, API, socket, health or page.
class front final : public application {
public:
  front(services& env, const site& pages, const file_server& files, webchat::desk& visitors)
      : env_(env), pages_(pages), files_(files), visitors_(visitors) {}

  task<response> handle(request& asked) override;
  bool streams(const request& head) const override;
  response refuse(request_reader::state why) override;
  std::string refuse_connection() override;

private:
  task<response> route(request& asked);
  task<response> api(request& asked);
  task<response> socket(request& asked);

  services& env_;
  const site& pages_;
  const file_server& files_;
  webchat::desk& visitors_;
};

/// What the metrics listener serves: /metrics, /healthz and /readyz.
class metrics_front final : public application {
public:
  metrics_front(services& env, std::function<std::string()> text)
      : env_(env), text_(std::move(text)) {}

  task<response> handle(request& asked) override;
  response refuse(request_reader::state why) override;
  std::string refuse_connection() override;

private:
  services& env_;
  std::function<std::string()> text_;
};

} // namespace switchboard::http
