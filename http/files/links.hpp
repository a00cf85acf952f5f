#pragma once

#include "config/clock.hpp"
#include "config/secrets.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace switchboard::http {

/// What a link to a file says.
struct linked_file {
  std::string blob; ///< 64 hexadecimal digits
  std::string mime;
  std::string name;
};

/// Makes and reads the addresses of files:
///
///     /f/<signature>/<expiry>/<blob>/<mime with "~" for "/">/<name>
///
/// The signature (HMAC-SHA256, its first 32 hexadecimal digits) is over all that follows it, so
/// whoever has a link may read that file until its day, and nothing else. The name comes last
/// because platforms look at the extension of the path.
class link_maker {
public:
  static constexpr std::string_view base = "/f/";

  link_maker(const sealer& keys, wall_clock& clock, std::chrono::days lifetime);

  /// Relative to the server. The same all day long, so that browsers can keep what is behind it.
  std::string make(std::string_view blob, std::string_view mime, std::string_view name) const;
  /// Nothing for a link that is not ours, was changed, or is over.
  std::optional<linked_file> read(std::string_view path) const;

private:
  std::string sign(std::string_view rest) const;

  std::string key_;
  wall_clock& clock_;
  std::chrono::days lifetime_;
};

} // namespace switchboard::http
