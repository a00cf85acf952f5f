#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Text as people type it.
namespace switchboard::http {

bool valid_utf8(std::string_view text);

/// Code points; of valid UTF-8.
std::size_t characters(std::string_view text);

/// Without the spaces at both ends (Unicode's, and those nobody sees).
std::string_view trimmed(std::string_view text);

/// Holds a control character (C0, DEL, C1), a line break included, or a sign that turns the
/// direction of the text around it: such a name would lie about itself.
bool has_controls(std::string_view text);

/// The address in the form it is compared and stored in; nothing when mail could not reach it.
std::optional<std::string> normal_email(std::string_view text);

/// An IANA name the machine knows, or "UTC".
bool known_time_zone(std::string_view name);

/// URL-safe, without padding.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

std::string to_lower(std::string_view ascii);

} // namespace switchboard::http
