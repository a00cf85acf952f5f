#pragma once

#include "config/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The second factor (ACC-4): codes of six digits that change every 30 seconds, as authenticator
/// apps make them (RFC 6238 with SHA-1). Pure: time is an argument.
namespace switchboard {

/// Bytes of a new secret, as RFC 4226 recommends.
inline constexpr std::size_t totp_secret_bytes = 20;

/// Which span of 30 seconds since 1970 a moment is in.
std::int64_t totp_step(timestamp at);

/// The code of a step, six digits. `secret` is raw bytes.
std::string totp_code(std::string_view secret, std::int64_t step);

/// The step whose code this is: the one of `at`, the one before it or the one after it, since
/// clocks differ. Nothing for a wrong code. That a step is used once is the caller's to see to.
std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code,
                                       timestamp at);

/// What an authenticator app reads from the QR code: "otpauth://totp/…".
std::string totp_uri(std::string_view secret, std::string_view email);

/// RFC 4648, capital letters, without padding.
std::string to_base32(std::string_view bytes);
/// Letters of either case; spaces, hyphens and padding do not count. Nothing for anything else.
std::optional<std::string> from_base32(std::string_view text);

} // namespace switchboard
