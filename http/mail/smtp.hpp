#pragma once

#include <atomic>
#include <cstdint>
#include <string>

/// Handing one mail over to a mail server (RFC 5321), with libcurl.
namespace switchboard::http::mail {

struct smtp_server {
  std::string url; ///< "smtp://host:587" or "smtps://host"
  std::string user;
  std::string password;
  std::string ca_file;  ///< PEM, trusted beside the system's certificates; empty = none
  std::string our_name; ///< what we greet it with; empty = the machine's
};

enum class handed : std::uint8_t {
  taken,   ///< the server answers for it now
  refused, ///< it never will: the recipient is none
  later,   ///< not now
};

struct handing {
  handed what = handed::later;
  std::string why; ///< in words, without addresses or passwords
};

/// Blocks, at most a minute; `stopping` ends it sooner. Over smtp:// the connection is encrypted
/// with STARTTLS or nothing is said, unless the server is this machine and does not offer it.
handing hand_over(const smtp_server& to, const std::string& from, const std::string& recipient,
                  const std::string& mime, const std::atomic<bool>& stopping);

/// Whether the address is of this machine: "smtp://127.0.0.1:25", "smtp://localhost".
bool is_local(const std::string& url);

} // namespace switchboard::http::mail
