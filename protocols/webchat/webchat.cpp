#include "protocols/webchat/webchat.hpp"

#include "protocols/text.hpp"
#include "protocols/webchat/interpret.hpp"
#include "protocols/webchat/parse.hpp"
#include "protocols/webchat/render.hpp"
#include "protocols/webchat/rules.hpp"
#include "protocols/webchat/verify.hpp"

#include <utility>

namespace switchboard::protocols::webchat {

namespace {

conversation<delivery> deliver(http_request call) {
  co_return read_delivery(co_await ask{std::move(call)});
}

class webchat_messenger final : public messenger {
public:
  protocols::platform platform() const override { return protocols::platform::webchat; }
  std::string_view name() const override { return "webchat"; }
  const protocols::rules& rules() const override { return webchat::rules(); }

  /// There is none: the chat is ours.
  bool token_well_formed(std::string_view token) const override { return token.empty(); }
  std::size_t text_length(std::string_view utf8) const override { return utf16_length(utf8); }
  std::optional<std::string> profile_url(const std::string&, const profile&) const override {
    return std::nullopt;
  }
  std::string start_link(const identity& channel, std::string_view payload) const override {
    return webchat::start_link(channel, payload);
  }

  std::optional<conversation<hook_answer>> handshake(hook_call, hook_keys, access) const override {
    return std::nullopt;
  }
  bool verify(const hook_call& call, const hook_keys& keys) const override {
    return webchat::verify(call, keys);
  }
  std::vector<delivered_event> parse(std::string_view body) const override {
    std::vector<delivered_event> one(1);
    one.front().event = parse_event(body);
    one.front().bytes = body;
    return one;
  }
  hook_answer accepted(const std::vector<client_event>&, const hook_keys&) const override {
    return {};
  }
  conversation<poll_outcome> poll(access, std::string, std::chrono::seconds) const override {
    co_return delivery{channel_broken{"conflict", "the web chat is not asked for events"}};
  }

  conversation<result<identity>> identify(access to) const override {
    if (!is_name(to.account))
      co_return fail(errc::bad_request, "The web chat has no account of this name.");
    co_return identity{.external_id = to.account, .name = to.account, .username = {}};
  }
  conversation<result<webhook_state>> ask_webhook(access, identity) const override {
    co_return webhook_state{};
  }
  conversation<result<void>> set_webhook(access, hook_address) const override {
    co_return result<void>{};
  }
  conversation<result<void>> clear_webhook(access, hook_address) const override {
    co_return result<void>{};
  }
  conversation<std::vector<finding>> examine(access to, hook_address) const override {
    co_return std::vector<finding>{{.check = "account", .detail = to.account}};
  }

  conversation<std::vector<client_profile>> profiles(access,
                                                     std::vector<std::string>) const override {
    co_return std::vector<client_profile>{};
  }
  conversation<result<http_request>> locate(access to, std::string source) const override {
    if (!is_name(source)) co_return fail(errc::bad_request, "This is not a file of the web chat.");
    co_return upload_bytes(to, source);
  }

  allowance may_send(const send_context& when) const override { return webchat::may_send(when); }
  conversation<delivery> send(access to, outgoing what) const override {
    return deliver(message_frame(to, what));
  }
  conversation<delivery> edit(access to, std::string client, std::string external_id,
                              std::string text, bool) const override {
    return deliver(edit_frame(to, client, external_id, text));
  }
  conversation<delivery> remove(access to, std::string client,
                                std::string external_id) const override {
    return deliver(delete_frame(to, client, external_id));
  }
  std::optional<http_request> show_typing(const access& to,
                                          const std::string& client) const override {
    return typing_frame(to, client);
  }
  std::optional<http_request> show_read(const access& to, const std::string& client,
                                        const std::string& external_id) const override {
    return read_frame(to, client, external_id);
  }
};

} // namespace

const messenger& instance() {
  static const webchat_messenger only;
  return only;
}

} // namespace switchboard::protocols::webchat
