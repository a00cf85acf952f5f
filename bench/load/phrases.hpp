#pragma once

#include <array>
#include <string_view>

namespace switchboard::bench {

/// What clients write, in every contestant's load: short and long, Latin and Cyrillic.
inline constexpr auto phrases = std::to_array<std::string_view>({
    "Hello! I paid yesterday but the parcel still has no tracking number. Could you check it and "
    "tell "
    "me when it leaves the warehouse? I leave the city on Friday and nobody will be at home after "
    "that.",
    "Здравствуйте, когда будет доставка?",
    "Can I change the size from M to L before it is sent? The one in the shop was a bit too small "
    "for "
    "me, and the colour should stay as it is 🙏",
    "The courier did not call me and the status says delivered. Nobody rang at the door and the "
    "neighbours have nothing. Please find out where it is, I need it for a birthday on Saturday, "
    "and "
    "I have already waited a whole day for nothing.",
    "Спасибо, всё пришло! 👍",
});

} // namespace switchboard::bench
