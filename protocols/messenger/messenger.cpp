#include "protocols/messenger/messenger.hpp"

#include "protocols/messenger/connect.hpp"
#include "protocols/messenger/doctor.hpp"
#include "protocols/messenger/oauth.hpp"
#include "protocols/messenger/parse.hpp"
#include "protocols/messenger/render.hpp"
#include "protocols/messenger/rules.hpp"
#include "protocols/messenger/send.hpp"
#include "protocols/messenger/verify.hpp"
#include "protocols/text.hpp"

#include <utility>

namespace switchboard::protocols::facebook {

namespace {

conversation<hook_answer> at_once(hook_answer answer) { co_return answer; }

conversation<poll_outcome> no_polling() {
  co_return delivery{refused{"unsupported", "Messenger delivers by webhook only"}};
}

class facebook_messenger final : public messenger {
public:
  protocols::platform platform() const override { return protocols::platform::messenger; }
  std::string_view name() const override { return "messenger"; }
  const protocols::rules& rules() const override { return facebook::rules(); }

  bool token_well_formed(std::string_view token) const override {
    return facebook::token_well_formed(token);
  }
  std::size_t text_length(std::string_view utf8) const override { return utf16_length(utf8); }
  /// People are known to a page by an id that opens nothing.
  std::optional<std::string> profile_url(const std::string&, const profile&) const override {
    return std::nullopt;
  }
  std::string start_link(const identity& channel, std::string_view payload) const override {
    return facebook::start_link(channel, payload);
  }

  std::optional<conversation<hook_answer>> handshake(hook_call call, hook_keys keys,
                                                     access) const override {
    if (call.method != "GET") return std::nullopt;
    return at_once(answer_handshake(call, keys));
  }
  bool verify(const hook_call& call, const hook_keys& keys) const override {
    return facebook::verify(call, keys);
  }
  std::vector<delivered_event> parse(std::string_view body) const override {
    return parse_hook(body);
  }
  hook_answer accepted(const std::vector<client_event>&, const hook_keys&) const override {
    return {200, "text/plain", "EVENT_RECEIVED"};
  }
  conversation<poll_outcome> poll(access, std::string, std::chrono::seconds) const override {
    return no_polling();
  }

  conversation<result<identity>> identify(access to) const override {
    return facebook::identify(std::move(to));
  }
  conversation<result<webhook_state>> ask_webhook(access to, identity account) const override {
    return facebook::ask_webhook(std::move(to), std::move(account));
  }
  conversation<result<void>> set_webhook(access to, hook_address hook) const override {
    return facebook::set_webhook(std::move(to), std::move(hook));
  }
  conversation<result<void>> clear_webhook(access to, hook_address hook) const override {
    return facebook::clear_webhook(std::move(to), std::move(hook));
  }
  conversation<std::vector<finding>> examine(access to, hook_address hook) const override {
    return facebook::examine(std::move(to), std::move(hook));
  }
  const login* oauth() const override { return &login_with_facebook(); }

  conversation<std::vector<client_profile>> profiles(
      access to, std::vector<std::string> clients) const override {
    return facebook::profiles(std::move(to), std::move(clients));
  }
  conversation<result<http_request>> locate(access, std::string source) const override {
    return facebook::locate(std::move(source));
  }

  allowance may_send(const send_context& when) const override { return facebook::may_send(when); }
  conversation<delivery> send(access to, outgoing what) const override {
    return facebook::send(std::move(to), std::move(what));
  }
  std::optional<http_request> show_typing(const access& to,
                                          const std::string& client) const override {
    return send_action(to, client, "typing_on");
  }
  std::optional<http_request> show_read(const access& to, const std::string& client,
                                        const std::string&) const override {
    return send_action(to, client, "mark_seen");
  }
};

} // namespace

const messenger& instance() {
  static const facebook_messenger only;
  return only;
}

} // namespace switchboard::protocols::facebook
