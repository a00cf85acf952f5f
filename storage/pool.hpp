#pragma once

#include "config/error.hpp"
#include "storage/connection.hpp"

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace switchboard::storage {

/// Thrown by a query to give up with a certain error; `pool::run` hands it to `then`.
class refusal : public std::exception {
public:
  explicit refusal(error what) : why(std::move(what)) {}
  const char* what() const noexcept override { return why.detail.c_str(); }

  error why;
};

/// A few threads with a connection each, for reads and for rare writes outside the chats.
/// Also the place for other blocking work that must not run on an I/O or scheduler thread.
///
/// Connections are made when first needed and made again after a failure. While the database is
/// away one thread at a time tries to reach it; everybody else is answered `unavailable` at once.
class pool {
public:
  /// `queue_limit` jobs may wait; above it jobs are answered `unavailable`.
  pool(std::string database_url, std::size_t threads, std::size_t queue_limit);
  /// Finishes what waits, then joins.
  ~pool();
  pool(const pool&) = delete;
  pool& operator=(const pool&) = delete;

  /// Calls query(connection) -> result<T> on a thread of the pool and `then(result<T>)` after it on
  /// the same thread. A broken connection gives errc::unavailable (the connection is made again),
  /// an SQL error errc::internal (logged with `name`), a full queue errc::unavailable (then runs
  /// on the calling thread). Both may be move-only; `then` must not throw.
  template <class Query, class Then>
  void run(const char* name, Query query, Then then) {
    using answer = std::invoke_result_t<Query&, pqxx::connection&>;
    enqueue(
        [name, query = std::move(query)](lease& thread) mutable -> answer {
          std::optional<answer> made;
          if (auto failed =
                  attempt(thread, name, [&](pqxx::connection& db) { made.emplace(query(db)); }))
            return std::move(*failed);
          return std::move(*made);
        },
        std::move(then));
  }

  /// As run, for work() -> result<T> that needs no database; what it throws becomes errc::internal.
  template <class Work, class Then>
  void compute(Work work, Then then) {
    using answer = std::invoke_result_t<Work&>;
    enqueue(
        [work = std::move(work)](lease&) mutable -> answer {
          std::optional<answer> made;
          if (auto failed = guard([&] { made.emplace(work()); })) return std::move(*failed);
          return std::move(*made);
        },
        std::move(then));
  }

private:
  struct lease;

  struct job {
    virtual ~job() = default;
    virtual void work(lease& thread) = 0;
    virtual void refuse(error why) = 0;
  };

  template <class Work, class Then>
  void enqueue(Work work, Then then) {
    struct bound final : job {
      bound(Work w, Then t) : work_(std::move(w)), then_(std::move(t)) {}
      void work(lease& thread) override { then_(work_(thread)); }
      void refuse(error why) override {
        then_(std::invoke_result_t<Work&, lease&>{std::move(why)});
      }
      Work work_;
      Then then_;
    };
    submit(std::make_unique<bound>(std::move(work), std::move(then)));
  }

  void submit(std::unique_ptr<job> next);
  static std::optional<error> attempt(lease& thread, const char* name,
                                      const std::function<void(pqxx::connection&)>& query);
  static std::optional<error> guard(const std::function<void()>& work);

  struct impl;
  std::unique_ptr<impl> impl_;
};

} // namespace switchboard::storage
