#pragma once

#include "protocols/messenger.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Numbers and forms of the Messenger platform.
namespace switchboard::protocols::facebook {

/// `message.text`; "characters", read as UTF-16 code units, the stricter of the readings.
inline constexpr std::size_t text_limit = 2000;
/// Of an upload, any kind: 25 MB, read as decimal.
inline constexpr std::int64_t file_bytes = 25'000'000;
/// `ref` of an m.me link.
inline constexpr std::size_t ref_limit = 2083;

/// The platform takes 300 texts a second for a page, and 10 videos or sounds. One number serves
/// both kinds and answers of people, so it is far below the first: bursts of files stay rare
/// enough that the platform's own answer (a wait) slows them down.
inline constexpr double messages_per_second = 40;
/// Nothing is said of one conversation; a person who types is never faster.
inline constexpr double messages_per_second_to_one = 2;
inline constexpr int burst_to_one = 5;

/// An echo of what was sent comes within seconds; after that it is not known whether it went out.
inline constexpr std::chrono::seconds echo_wait{20};
/// An uploaded attachment lives 90 days; a day less, so that none dies on its way.
inline constexpr std::chrono::hours attachment_life{24 * 89};

/// After the client's last own act anything may be said...
inline constexpr std::chrono::hours standard_window{24};
/// ...and this long a person may still answer (tag HUMAN_AGENT).
inline constexpr std::chrono::hours person_window{24 * 7};

/// Bounds on how long a rate limit stops the channel, and the wait where the platform names none.
inline constexpr std::chrono::seconds shortest_wait{1};
inline constexpr std::chrono::seconds usual_wait{60};
inline constexpr std::chrono::seconds longest_wait{3600};

/// What is marked as temporary is tried this often.
inline constexpr int temporary_attempts = 3;

/// What our "Get started" button brings back.
inline constexpr std::string_view get_started_payload = "START";
/// `metadata` of what we send: this and our message's key. It comes back in the echo.
inline constexpr std::string_view metadata_prefix = "out:";

/// What a page is subscribed to: the kinds that `parse_hook` understands or names.
inline constexpr std::array<std::string_view, 13> subscribed_fields{"messages",
                                                                    "messaging_postbacks",
                                                                    "messaging_optins",
                                                                    "messaging_referrals",
                                                                    "message_deliveries",
                                                                    "message_reads",
                                                                    "message_echoes",
                                                                    "message_edits",
                                                                    "message_reactions",
                                                                    "messaging_handovers",
                                                                    "standby",
                                                                    "messaging_policy_enforcement",
                                                                    "messaging_account_linking"};
/// What a person is asked for when they log in.
inline constexpr std::string_view login_scopes =
    "pages_show_list,pages_messaging,pages_manage_metadata,pages_read_engagement,"
    "business_management";
/// What a page's token must be good for.
inline constexpr std::array<std::string_view, 2> needed_scopes{"pages_messaging",
                                                               "pages_manage_metadata"};

const protocols::rules& rules();

/// Letters, digits and "_", "-", "." after "EAA", lenient on length (CHN-3).
bool token_well_formed(std::string_view token);

/// Opens the conversation with the page; the payload comes back as `ref` (CHN-9).
std::string start_link(const identity& page, std::string_view payload);

/// The 24-hour window, a person's seven days, and the tag of the page's message type as long as
/// there was one (CHN-5). The form is RESPONSE, UPDATE or the name of a tag. What is refused for
/// a tag that is no longer taken says since when.
allowance may_send(const send_context& when);

} // namespace switchboard::protocols::facebook
