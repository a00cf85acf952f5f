#pragma once

#include "config/error.hpp"
#include "protocols/connecting.hpp"
#include "protocols/conversation.hpp"
#include "protocols/delivery.hpp"
#include "protocols/hooks.hpp"
#include "protocols/model.hpp"
#include "protocols/rules.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace switchboard::protocols {

/// Everything that differs between platforms. Pure functions of their arguments: no state, no
/// clock, no socket. Nothing throws on what a platform sends.
class messenger {
public:
  virtual ~messenger() = default;

  virtual protocols::platform platform() const = 0;
  /// "telegram": in addresses, metrics, settings and the API.
  virtual std::string_view name() const = 0;
  virtual const protocols::rules& rules() const = 0;

  // --- links and forms (CHN-6, CHN-9, SUB-4) ---------------------------------------------------

  /// Whether a token can be one at all, before the platform is asked.
  virtual bool token_well_formed(std::string_view token) const = 0;
  /// The text's length as the platform counts it.
  virtual std::size_t text_length(std::string_view utf8) const = 0;
  /// Link to a client's profile, if the platform has one for this client.
  virtual std::optional<std::string> profile_url(const std::string& client,
                                                 const profile& who) const = 0;
  /// Link that opens the conversation with the channel; `payload` comes back with the client's
  /// start. The platform's form of an empty payload has none.
  virtual std::string start_link(const identity& channel, std::string_view payload) const = 0;

  // --- what comes in ---------------------------------------------------------------------------

  /// Whether the call is a handshake that carries no event: its answer (which may take calls of
  /// our own). Checks its proof itself; a wrong one is answered 403.
  virtual std::optional<conversation<hook_answer>> handshake(hook_call call, hook_keys keys,
                                                             access to) const = 0;
  /// Who sent it. Constant time; an empty secret refuses.
  virtual bool verify(const hook_call& call, const hook_keys& keys) const = 0;
  /// What a webhook's body holds: at least one event, whatever the bytes are.
  virtual std::vector<delivered_event> parse(std::string_view body) const = 0;
  /// The answer after the events are stored.
  virtual hook_answer accepted(const std::vector<client_event>& events,
                               const hook_keys& keys) const = 0;

  /// Waits at the platform up to `hold` for events (CHN-13). An empty cursor = the oldest
  /// unconfirmed. The error is wait, try_later or channel_broken. Only where `rules().polls`.
  virtual conversation<poll_outcome> poll(access to, std::string cursor,
                                          std::chrono::seconds hold) const = 0;

  // --- connecting (CHN-3 to CHN-14) ------------------------------------------------------------

  /// The account behind the token, with what the platform demands checked (rights, whose app).
  /// token_refused when the platform says no, platform_unreachable when it says nothing sensible.
  virtual conversation<result<identity>> identify(access to) const = 0;
  /// Where the platform delivers now; an empty url = nowhere (or where several may live together).
  virtual conversation<result<webhook_state>> ask_webhook(access to, identity account) const = 0;
  /// Makes the platform deliver to `hook`: repeatable at any time, in any state it was left in.
  /// token_refused, bad_request with the platform's words (our address does not suit it),
  /// platform_unreachable.
  virtual conversation<result<void>> set_webhook(access to, hook_address hook) const = 0;
  /// The platform stops delivering to us; keeps what is waiting there. Before polling too.
  virtual conversation<result<void>> clear_webhook(access to, hook_address hook) const = 0;
  /// The doctor: every check the platform allows, good and bad (CHN-14). Never fails.
  virtual conversation<std::vector<finding>> examine(access to, hook_address hook) const = 0;
  /// How people choose an account by logging in; null if the platform has no such way.
  virtual const login* oauth() const { return nullptr; }

  // --- people ----------------------------------------------------------------------------------

  /// Profiles of up to `rules().profiles_at_once` clients; absent = could not be read, ask later.
  virtual conversation<std::vector<client_profile>> profiles(
      access to, std::vector<std::string> clients) const = 0;
  /// The request that gets the bytes of an attachment's or a photo's `source`.
  virtual conversation<result<http_request>> locate(access to, std::string source) const = 0;

  // --- what goes out ---------------------------------------------------------------------------

  /// What may be sent to the client now, until when, and why not (CHN-5).
  virtual allowance may_send(const send_context& when) const = 0;
  /// Sends one message: `what` respects the rules (see `split`).
  virtual conversation<delivery> send(access to, outgoing what) const = 0;
  /// Several texts without files in one call, in order; only where `rules().batch` > 1.
  virtual conversation<std::vector<delivery>> send_many(access to,
                                                        std::vector<outgoing> what) const;
  /// What `answered::key` is in the echo of a message with this `outgoing::key`.
  virtual std::string echo_key(const std::string& key) const { return key; }
  /// Changes or takes back a message sent before (CHT-9); only where the rules say so. `sent` =
  /// done.
  virtual conversation<delivery> edit(access to, std::string client, std::string external_id,
                                      std::string text, bool has_files) const;
  virtual conversation<delivery> remove(access to, std::string client,
                                        std::string external_id) const;

  /// Calls nobody waits for; nothing = the platform has no such call.
  virtual std::optional<http_request> acknowledge(const access& to, const std::string& press) const;
  virtual std::optional<http_request> show_typing(const access& to,
                                                  const std::string& client) const;
  /// Everything up to `external_id` was seen by an operator.
  virtual std::optional<http_request> show_read(const access& to, const std::string& client,
                                                const std::string& external_id) const;

  // --- the account's own page (BOT-1) ----------------------------------------------------------

  /// Name, description and about as the platform has them; only where `rules().bot_profile`.
  virtual conversation<result<bot_profile>> read_bot_profile(access to) const;
  virtual conversation<result<void>> write_bot_profile(access to, bot_profile what) const;
};

/// The one list of platforms, in the order of their numbers.
std::span<const messenger* const> messengers();
/// Null for a name we do not have.
const messenger* find_messenger(std::string_view name);
const messenger& messenger_of(platform which);

} // namespace switchboard::protocols
