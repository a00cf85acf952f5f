#pragma once

#include "http/core/await.hpp"
#include "storage/pool.hpp"

#include <future>
#include <utility>

/// Blocking work of a request, off the loop.
namespace switchboard::http {

/// `co_await ask<T>(pool, "name", [=](pqxx::connection& db) -> result<T> { … })`
template <class T, class Query>
auto ask(storage::pool& pool, const char* name, Query query) {
  return await_callback<result<T>>([&pool, name, query = std::move(query)](auto done) mutable {
    pool.run(name, std::move(query), std::move(done));
  });
}

/// As ask, for work that needs no database.
template <class T, class Work>
auto compute(storage::pool& pool, Work work) {
  return await_callback<result<T>>([&pool, work = std::move(work)](auto done) mutable {
    pool.compute(std::move(work), std::move(done));
  });
}

/// Asks and blocks until it is answered: for threads that no loop runs on.
template <class T, class Query>
result<T> ask_now(storage::pool& pool, const char* name, Query query) {
  std::promise<result<T>> told;
  auto answer = told.get_future();
  pool.run(name, std::move(query), [&told](result<T> got) { told.set_value(std::move(got)); });
  return answer.get();
}

} // namespace switchboard::http
