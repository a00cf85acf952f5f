#pragma once

#include "http/api/operations.hpp"

#include <array>

/// Parameters that mean the same wherever they stand.
namespace switchboard::http {

inline constexpr parameter name_field{"name", kind::name,        true, 1, longest_name,
                                      {},     "Shown to people."};

inline constexpr parameter new_name_field{"name",       kind::name, false,          1,
                                          longest_name, {},         "The new name."};

inline constexpr parameter email_field{
    "email", kind::email, true, 3, 254, {}, "Letter case does not matter."};

inline constexpr parameter new_password_field{
    "password", kind::password,          true, shortest_password, longest_password,
    {},         "At least 8 characters."};

inline constexpr parameter locale_field{
    "locale", kind::choice, false, 0, 0, "ru|en", "Language of the panel."};

inline constexpr parameter time_zone_field{"time_zone",
                                           kind::time_zone,
                                           false,
                                           1,
                                           64,
                                           {},
                                           "An IANA name, \"Europe/Moscow\"; UTC if not said."};

inline constexpr parameter limit_field{
    "limit", kind::integer, false, 1, largest_page, {}, "Items in a page; 50 if not said."};

inline constexpr parameter cursor_field{
    "cursor", kind::text, false, 1, 64, {}, "next_cursor of the page before."};

inline constexpr parameter words_field{
    "text", kind::words, true, 1, longest_words, {}, "In UTF-16 units, as the platform counts."};

inline constexpr parameter key_field{"key",
                                     kind::text,
                                     false,
                                     1,
                                     longest_key,
                                     {},
                                     "Your own key: a repeat of it gives the same result and sends "
                                     "nothing. The same as Idempotency-Key."};

inline constexpr std::array page_fields{limit_field, cursor_field};

/// TEAM-3, in the order of storage::permission.
inline constexpr std::string_view permission_choices =
    "new|mine|others|done|search|take|broadcasts|automator|tools|audience|export|analytics|"
    "delete_clients|client_contacts";

inline constexpr parameter permissions_field{
    "permissions",
    kind::flags,
    false,
    0,
    0,
    permission_choices,
    "Of a manager; true = allowed. What is not named stays as it is."};

inline constexpr parameter forbidden_departments_field{
    "forbidden_departments",
    kind::ids,
    false,
    0,
    most_departments,
    {},
    "Whose chats a manager does not see (INB-7)."};

} // namespace switchboard::http
