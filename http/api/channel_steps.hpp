#pragma once

#include "http/api/call.hpp"
#include "http/api/handlers.hpp"
#include "http/core/await.hpp"
#include "protocols/messenger.hpp"
#include "storage/model.hpp"

#include <string>

/// What the operations on channels have in common.
namespace switchboard::http::channels {

inline constexpr std::size_t key_bytes = 24;

/// What opens the account at its platform.
protocols::access access_to(const call& c, const storage::channel_row& row);
/// Our end of its webhook.
protocols::hook_address address_of(const call& c, const storage::channel_row& row);

/// The channel of the address, from the database: with its token.
task<result<storage::channel_row>> find(call& c);
task<result<void>> put(call& c, storage::channel_row row);
/// Arms it anew; as the platform left it.
task<result<storage::channel_row>> refresh(call& c, channel_id channel);

} // namespace switchboard::http::channels
