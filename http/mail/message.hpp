#pragma once

#include "config/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

/// A mail as the bytes that go over the wire: RFC 5322 with RFC 2047 and MIME. Pure.
namespace switchboard::http::mail {

struct letter {
  std::string from; ///< an e-mail address
  std::string to;   ///< likewise
  std::string subject;
  std::string body; ///< plain text in UTF-8
  std::string id;   ///< what tells it from all other mails of ours
  timestamp at{};
};

/// Nothing when an address could not stand in a header: whatever is in a letter, it makes no header
/// of its own and no other recipient.
std::optional<std::string> to_mime(const letter& what);

/// One address, without anything that means something in a header or a command of SMTP.
bool is_plain_address(std::string_view text);

/// A header's text: as it is where that is plain ASCII, else in encoded words (RFC 2047), folded.
/// Control characters become spaces.
std::string header_text(std::string_view text);

/// "Fri, 20 Nov 2026 16:35:14 +0000"
std::string mail_date(timestamp at);

} // namespace switchboard::http::mail
