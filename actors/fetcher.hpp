#pragma once

#include "actors/actors.hpp"
#include "actors/counts.hpp"
#include "actors/store.hpp"
#include "config/clock.hpp"
#include "storage/files/intake.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace switchboard::actors {

/// A channel as the fetcher needs it: what it is of, and what opens it.
struct channel_access {
  const protocols::messenger* platform = nullptr;
  protocols::access access;
};

/// What the fetcher works with; all of it must outlive the actor.
struct fetcher_services {
  store* rows = nullptr;
  wall_clock* clock = nullptr;
  counts* numbers = nullptr;
  protocols::transport* transport = nullptr;
  const storage::blob_store* blobs = nullptr;
  storage::intake* intake = nullptr;
  writer_actor writer;
  std::function<project_actor(project_id)> project_of;
  /// Nothing for a channel that is gone.
  std::function<std::optional<channel_access>(project_id, channel_id)> access_to;
};

/// Downloads at once. Files may be large and platforms slow: more would only share the line.
inline constexpr std::size_t fetches_at_once = 8;
/// Attempts before the attachment is shown as failed: about half an hour, most of the time that the
/// addresses of the platforms live.
inline constexpr std::int32_t most_fetch_attempts = 9;
/// After the n-th attempt the next one waits first_fetch_pause * 2^n.
inline constexpr std::chrono::seconds first_fetch_pause{4};
/// A photo of a client is a small picture; anything larger is none.
inline constexpr std::int64_t largest_photo_bytes = 10 * 1024 * 1024;

/// Why bytes will never come, as attachment_row::error; nothing = worth another attempt.
std::optional<std::string> final_reason(const protocols::http_response& answer);
std::optional<std::string> final_reason(const error& why);

struct fetcher_state {
  static inline const char* name = "fetcher";

  fetcher_state(fetcher_actor::pointer self) : self(self) {}

  void look();
  void on_found(fetches_found& found);
  void on_located(fetch_located& located);
  void on_answered(fetch_answered& answered);
  void on_taken_in(fetch_taken_in& taken);
  void on_committed(const committed& done);
  void over(const storage::fetch_row& row);

  fetcher_actor::pointer self;
  fetcher_services services;

private:
  void locate(const storage::fetch_row& row);
  void again(storage::fetch_row row, const std::string& reason);
  void tell(const storage::fetch_row& row, domain::file_outcome outcome);
  void give_up(const storage::fetch_row& row, std::string why);

  using key = std::tuple<project_id, chat_id, message_id, std::int16_t>;
  static key key_of(const storage::fetch_row& row);
  /// Rows being worked on: they are found again until their chat has dropped them.
  std::set<key> busy_;
  /// Rows whose next time is being stored, by ticket.
  std::map<std::uint64_t, storage::fetch_row> postponing_;
  std::uint64_t tickets_ = 0;
};

/// Reads the rows that are due, downloads, has the bytes put away and tells the chat, which drops
/// the row in the commit of the result: nothing is lost or fetched twice for long, whenever the
/// process dies.
fetcher_actor::behavior_type fetcher(fetcher_actor::stateful_pointer<fetcher_state> self,
                                     fetcher_services services);

} // namespace switchboard::actors
