#include "config/log.hpp"

#include <atomic>
#include <memory>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "config/settings.hpp"

namespace switchboard::log {

namespace {

std::atomic<level> lowest{level::info};
std::atomic<format> shape{format::text};

/// The sink behind everything: one write per line, at once for what matters.
spdlog::logger& sink() {
  static const auto logger = [] {
    auto made = std::make_shared<spdlog::logger>("switchboard",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::trace);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *logger;
}

level level_named(std::string_view name) {
  if (name == "debug") return level::debug;
  if (name == "warn") return level::warn;
  if (name == "error") return level::error;
  return name == "off" ? level::off : level::info;
}

spdlog::level::level_enum spdlog_level(level at) {
  switch (at) {
    case level::debug: return spdlog::level::debug;
    case level::info: return spdlog::level::info;
    case level::warn: return spdlog::level::warn;
    default: return spdlog::level::err;
  }
}

} // namespace

void init(const settings& from) {
  lowest = level_named(from.log.level);
  shape = from.log.format == "json" ? format::json : format::text;
}

bool enabled(level at) { return at >= lowest.load(std::memory_order_relaxed); }

void write(level at, std::string_view what, fields about) {
  if (!enabled(at)) return;
  sink().log(spdlog_level(at), line(shape, switchboard::system_clock().now(), at, what, about));
}

void flush() { sink().flush(); }

} // namespace switchboard::log
