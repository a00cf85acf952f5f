#pragma once

#include "config/error.hpp"
#include "config/settings.hpp"
#include "storage/pool.hpp"

#include <future>
#include <optional>
#include <string>
#include <utility>

/// What the commands share.
namespace switchboard::http::commands {

inline constexpr int failed = 1;
inline constexpr int wrong_config = 2;

/// Says what went wrong on standard error and returns the code.
int complain(const error& what, int code);

/// Nothing after having said what is wrong.
std::optional<settings> load(const std::string& config_file);

/// Runs one query and waits for it.
template <class T, class Query>
result<T> ask_now(storage::pool& pool, const char* name, Query query) {
  std::promise<result<T>> told;
  auto answer = told.get_future();
  pool.run(name, std::move(query), [&told](result<T> got) { told.set_value(std::move(got)); });
  return answer.get();
}

} // namespace switchboard::http::commands
