#pragma once

#include "bench/sink/ledger.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace switchboard::bench {

/// As much of Telegram's Bot API as a server asks for that sends texts, and what the bench asks.
class bot_api {
public:
  struct answer {
    int status = 200;
    std::string body;
    /// To be kept back while the bench wants that.
    bool held = false;
  };

  /// `/bot<token>/<method>` of any token; `/control/hold`, `/control/release`, `/control/reset` and
  /// `/control/report`, all of which answer the ledger's report; `/control/webhooks` answers where
  /// each bot's updates go and with which secret.
  answer call(std::string_view path, std::string_view body);

  bool holding() const { return holding_; }

private:
  answer control(std::string_view what);
  answer send_message(std::string_view bot, std::string_view body);

  ledger ledger_;
  struct webhook {
    std::string url;
    std::string secret;
  };
  std::map<std::string, webhook, std::less<>> webhooks_;
  std::int64_t last_message_ = 0;
  bool holding_ = false;
};

} // namespace switchboard::bench
