#pragma once

#include "config/error.hpp"
#include "storage/changes.hpp"

#include <memory>
#include <string>
#include <vector>

namespace switchboard::storage {

/// What became of a unit.
enum class stored : std::uint8_t {
  yes,
  duplicate,   ///< its event was claimed before; nothing of it was stored
  refused,     ///< the database refused this unit (a bug or a poisoned value); others went through
  unavailable, ///< the database could not be reached, or it is not known whether it committed
};

/// Commits many units in one transaction (group commit). Blocking; used by one thread.
///
/// If a statement fails for a reason of data, the batch is rolled back and its units are tried one
/// by one, so that one poisoned unit harms nobody else. If the connection fails, the outcome of the
/// whole batch is `unavailable`, and the next call tries to connect again (at most once per
/// `reconnect_pause`).
class writer {
public:
  explicit writer(std::string database_url);
  ~writer();
  writer(writer&&) noexcept;

  /// One outcome per unit, in order.
  std::vector<stored> commit(const std::vector<unit>& batch);

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

/// The knee of throughput over batch size lies between 64 and 256.
inline constexpr std::size_t writer_batch_limit = 256;

} // namespace switchboard::storage
