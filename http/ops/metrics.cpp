#include "http/ops/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <unistd.h>

#include <array>
#include <fstream>

namespace switchboard::http {

namespace {

const prometheus::Histogram::BucketBoundaries latency_bounds{
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

prometheus::MetricFamily single(const char* name, const char* help, prometheus::MetricType type,
                                double value) {
  prometheus::ClientMetric metric;
  if (type == prometheus::MetricType::Counter)
    metric.counter.value = value;
  else
    metric.gauge.value = value;
  return {name, help, type, {metric}};
}

} // namespace

struct metrics::impl {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& operations =
      prometheus::BuildCounter()
          .Name("switchboard_operations_total")
          .Help("Calls of operations, over HTTP and WebSocket")
          .Register(registry);
  prometheus::Histogram& latency = prometheus::BuildHistogram()
                                       .Name("switchboard_operation_seconds")
                                       .Help("Time from a call to its answer")
                                       .Register(registry)
                                       .Add({}, latency_bounds);
  prometheus::Family<prometheus::Counter>& webhook_family = prometheus::BuildCounter()
                                                                .Name("switchboard_webhooks_total")
                                                                .Help("Webhooks by how they ended")
                                                                .Register(registry);
  prometheus::Histogram& webhook_latency = prometheus::BuildHistogram()
                                               .Name("switchboard_webhook_seconds")
                                               .Help("Time from a webhook to its answer")
                                               .Register(registry)
                                               .Add({}, latency_bounds);
  std::array<prometheus::Counter*, 4> webhooks{
      &webhook_family.Add({{"end", "stored"}}), &webhook_family.Add({{"end", "duplicate"}}),
      &webhook_family.Add({{"end", "refused"}}), &webhook_family.Add({{"end", "unavailable"}})};
};

metrics::metrics() : impl_(std::make_unique<impl>()) {}
metrics::~metrics() = default;

void metrics::operation(const http::operation& op, int status, double seconds) {
  impl_->operations.Add({{"operation", std::string{op.name}}, {"status", std::to_string(status)}})
      .Increment();
  impl_->latency.Observe(seconds);
}

void metrics::webhook(hook_end end, double seconds) {
  impl_->webhooks[static_cast<std::size_t>(end)]->Increment();
  impl_->webhook_latency.Observe(seconds);
}

std::string metrics::text(const levels& now) const {
  using type = prometheus::MetricType;
  auto all = impl_->registry.Collect();
  const auto add = [&](const char* name, const char* help, type as, auto value) {
    all.push_back(single(name, help, as, static_cast<double>(value)));
  };
  const auto& node = now.node;
  add("switchboard_connections", "Open connections", type::Gauge, now.connections);
  add("switchboard_sockets", "Open WebSockets", type::Gauge, now.sockets);
  add("switchboard_projects", "Projects in memory", type::Gauge, node.projects);
  add("switchboard_channels", "Connected channels", type::Gauge, node.channels);
  add("switchboard_live_chats", "Chats in memory", type::Gauge, node.live_chats);
  add("switchboard_events_total", "Events of clients", type::Counter, node.events_in);
  add("switchboard_duplicates_total", "Events seen before", type::Counter, node.duplicates);
  add("switchboard_not_understood_total", "Events kept but not understood", type::Counter,
      node.not_understood);
  add("switchboard_messages_sent_total", "Messages taken by platforms", type::Counter,
      node.messages_sent);
  add("switchboard_messages_failed_total", "Messages that will not go out", type::Counter,
      node.messages_failed);
  add("switchboard_files_fetched_total", "Files copied from platforms", type::Counter,
      node.files_fetched);
  add("switchboard_fetches_failed_total", "Files of clients that will not come", type::Counter,
      node.fetches_failed);
  add("switchboard_commits_total", "Transactions of the writers", type::Counter, node.commits);
  add("switchboard_units_total", "Changes in those transactions", type::Counter, node.units);
  add("process_resident_memory_bytes", "Resident memory in bytes", type::Gauge, resident_bytes());
  return prometheus::TextSerializer{}.Serialize(all);
}

std::size_t resident_bytes() {
  std::ifstream file{"/proc/self/statm"};
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

} // namespace switchboard::http
