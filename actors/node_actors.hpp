#pragma once

#include "config/error.hpp"
#include "protocols/transport.hpp"
#include "storage/changes.hpp"
#include "storage/reads.hpp"
#include "storage/writer.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// The part of the actor map (actors.hpp) that is one per node: writers, fetcher, timekeeper.
namespace switchboard::actors {

/// Of the timekeeper, the fetcher and assigners, to themselves: look for what there is to do.
struct scan {};

// --- writer ---------------------------------------------------------------------------------

/// A unit was stored, or was not. `ticket` is the asker's own number.
struct committed {
  std::uint64_t ticket = 0;
  storage::stored outcome = storage::stored::yes;
};
using commit_listener = caf::typed_actor<caf::reacts_to<committed>>;

/// Store this; tell `from`.
struct commit_request {
  storage::unit changes;
  std::uint64_t ticket = 0;
  commit_listener from;
};
/// The writer to itself: hand over what has come in.
struct flush {};
/// What became of a batch of the committer at `place`.
struct batch_committed {
  std::size_t place = 0;
  std::vector<std::pair<commit_listener, std::uint64_t>> askers;
  std::vector<storage::stored> outcomes;
};
using batch_listener = caf::typed_actor<caf::reacts_to<batch_committed>>;
/// Units for one transaction, and who asked for each.
struct commit_batch {
  std::vector<storage::unit> units;
  std::vector<std::pair<commit_listener, std::uint64_t>> askers;
  std::size_t place = 0;
  batch_listener from;
};
/// One per node: groups what many actors want stored.
using writer_actor = caf::typed_actor<caf::reacts_to<commit_request>, caf::reacts_to<flush>,
                                      caf::reacts_to<batch_committed>>;
/// One per database connection, on a thread of its own: one batch, one transaction.
using committer_actor = caf::typed_actor<caf::reacts_to<commit_batch>>;

// --- fetcher --------------------------------------------------------------------------------

/// What is to be fetched now.
struct fetches_found {
  result<std::vector<storage::fetch_row>> due;
};
/// The platform said how to get the bytes of `row`.
struct fetch_located {
  storage::fetch_row row;
  result<protocols::http_request> request;
};
/// The bytes came into the file `saved`, or did not.
struct fetch_answered {
  storage::fetch_row row;
  std::string saved;
  protocols::http_response answer;
};
/// They were looked at and put away, or not.
struct fetch_taken_in {
  storage::fetch_row row;
  result<storage::file_row> file;
};
/// The chat has stored what became of it.
struct fetch_over {
  storage::fetch_row row;
};
/// One per node: copies what clients sent, and their photos, from the platforms, in the background.
using fetcher_actor =
    caf::typed_actor<caf::reacts_to<scan>, caf::reacts_to<fetches_found>,
                     caf::reacts_to<fetch_located>, caf::reacts_to<fetch_answered>,
                     caf::reacts_to<fetch_taken_in>, caf::reacts_to<fetch_over>,
                     caf::reacts_to<committed>>;

// --- timekeeper -----------------------------------------------------------------------------

/// What is due.
struct timers_found {
  result<std::vector<storage::timer_row>> due;
};
/// One per node: wakes the chats whose timers are due.
using timekeeper_actor = caf::typed_actor<caf::reacts_to<scan>, caf::reacts_to<timers_found>>;

} // namespace switchboard::actors

#define SWITCHBOARD_LOCAL(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(switchboard::actors::type)
SWITCHBOARD_LOCAL(committed)
SWITCHBOARD_LOCAL(commit_request)
SWITCHBOARD_LOCAL(flush)
SWITCHBOARD_LOCAL(commit_batch)
SWITCHBOARD_LOCAL(batch_committed)
SWITCHBOARD_LOCAL(fetches_found)
SWITCHBOARD_LOCAL(fetch_located)
SWITCHBOARD_LOCAL(fetch_answered)
SWITCHBOARD_LOCAL(fetch_taken_in)
SWITCHBOARD_LOCAL(fetch_over)
SWITCHBOARD_LOCAL(scan)
SWITCHBOARD_LOCAL(timers_found)
#undef SWITCHBOARD_LOCAL
