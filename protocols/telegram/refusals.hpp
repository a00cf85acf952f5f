#pragma once

#include "protocols/messenger.hpp"
#include "protocols/telegram/answer.hpp"

namespace switchboard::protocols::telegram {

/// What a readable answer that is not ok means for the message that was sent.
delivery read_refusal(const answer& from);

} // namespace switchboard::protocols::telegram
