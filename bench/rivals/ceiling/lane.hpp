#pragma once

#include "bench/rivals/ceiling/arrays.hpp"

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace switchboard::bench {

/// One connection that writes what a webhook leaves behind, in batches, as fast as it can: no HTTP,
/// no parsing, no actors. What it reaches is what PostgreSQL gives on this machine.
class lane {
public:
  /// `number` of `lanes`: a chat belongs to one lane, so that lanes do not wait for each other's
  /// rows. `first` numbers the first event. Throws `std::runtime_error`.
  lane(const std::string& database, std::uint32_t number, std::uint32_t lanes,
       std::uint32_t clients, std::int64_t first);

  /// Adds the clients and chats that are missing; once, before any lane runs.
  static void prepare(const std::string& database, std::uint32_t clients);

  /// Commits one batch of `size` webhooks; durable when it returns.
  void store(std::uint32_t size);

private:
  struct chat {
    std::int64_t unread = 0;
    std::int64_t last_message = 0;
    std::uint64_t batch = 0; ///< the last batch that touched it
  };

  void fill(std::uint32_t size);

  std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
  std::uint32_t number_;
  std::uint32_t lanes_;
  std::vector<chat> chats_;
  std::vector<std::uint32_t> touched_;
  std::minstd_rand random_;
  std::int64_t next_;
  std::uint64_t batch_ = 0;
  std::vector<binary_array> events_;
  std::vector<binary_array> rows_;
};

} // namespace switchboard::bench
