#include "protocols/vk/vk.hpp"

#include "protocols/text.hpp"
#include "protocols/vk/connect.hpp"
#include "protocols/vk/examine.hpp"
#include "protocols/vk/oauth.hpp"
#include "protocols/vk/parse.hpp"
#include "protocols/vk/people.hpp"
#include "protocols/vk/poll.hpp"
#include "protocols/vk/render.hpp"
#include "protocols/vk/rules.hpp"
#include "protocols/vk/send.hpp"
#include "protocols/vk/verify.hpp"

#include <utility>

namespace switchboard::protocols::vk {

namespace {

/// Callback servers of several services live side by side: there is no one address to tell.
conversation<result<webhook_state>> no_one_address() { co_return webhook_state{}; }

class vk_messenger final : public messenger {
public:
  protocols::platform platform() const override { return protocols::platform::vk; }
  std::string_view name() const override { return "vk"; }
  const protocols::rules& rules() const override { return vk::rules(); }

  bool token_well_formed(std::string_view token) const override {
    return vk::token_well_formed(token);
  }
  std::size_t text_length(std::string_view utf8) const override { return utf16_length(utf8); }
  std::optional<std::string> profile_url(const std::string& client, const profile&) const override {
    return vk::profile_url(client);
  }
  std::string start_link(const identity& channel, std::string_view payload) const override {
    return vk::start_link(channel, payload);
  }

  std::optional<conversation<hook_answer>> handshake(hook_call call, hook_keys keys,
                                                     access to) const override {
    if (!asks_for_confirmation(call.body)) return std::nullopt;
    to.account = keys.account;
    return confirm(std::move(to), vk::verify(call.body, keys));
  }
  bool verify(const hook_call& call, const hook_keys& keys) const override {
    return vk::verify(call.body, keys);
  }
  std::vector<delivered_event> parse(std::string_view body) const override {
    std::vector<delivered_event> events;
    events.push_back(parse_callback(body));
    return events;
  }
  hook_answer accepted(const std::vector<client_event>&, const hook_keys&) const override {
    return {.status = 200, .content_type = "text/plain", .body = "ok"};
  }
  conversation<poll_outcome> poll(access to, std::string cursor,
                                  std::chrono::seconds hold) const override {
    return vk::poll(std::move(to), std::move(cursor), hold);
  }

  conversation<result<identity>> identify(access to) const override {
    return vk::identify(std::move(to));
  }
  conversation<result<webhook_state>> ask_webhook(access, identity) const override {
    return no_one_address();
  }
  conversation<result<void>> set_webhook(access to, hook_address hook) const override {
    return vk::set_webhook(std::move(to), std::move(hook));
  }
  conversation<result<void>> clear_webhook(access to, hook_address hook) const override {
    return vk::clear_webhook(std::move(to), std::move(hook));
  }
  conversation<std::vector<finding>> examine(access to, hook_address hook) const override {
    return vk::examine(std::move(to), std::move(hook));
  }
  const login* oauth() const override { return &vk::oauth(); }

  conversation<std::vector<client_profile>> profiles(
      access to, std::vector<std::string> clients) const override {
    return vk::profiles(std::move(to), std::move(clients));
  }
  conversation<result<http_request>> locate(access, std::string source) const override {
    return vk::locate(std::move(source));
  }

  allowance may_send(const send_context& when) const override { return vk::may_send(when); }
  conversation<delivery> send(access to, outgoing what) const override {
    return vk::send(std::move(to), std::move(what));
  }
  conversation<std::vector<delivery>> send_many(access to,
                                                std::vector<outgoing> what) const override {
    return vk::send_many(std::move(to), std::move(what));
  }
  std::string echo_key(const std::string& key) const override { return echo_of(random_id(key)); }
  conversation<delivery> edit(access to, std::string client, std::string external_id,
                              std::string text, bool has_files) const override {
    return vk::edit(std::move(to), std::move(client), std::move(external_id), std::move(text),
                    has_files);
  }
  conversation<delivery> remove(access to, std::string client,
                                std::string external_id) const override {
    return vk::remove(std::move(to), std::move(client), std::move(external_id));
  }

  std::optional<http_request> acknowledge(const access& to,
                                          const std::string& press) const override {
    return answer_press(to, press);
  }
  std::optional<http_request> show_typing(const access& to,
                                          const std::string& client) const override {
    return set_typing(to, client);
  }
  std::optional<http_request> show_read(const access& to, const std::string& client,
                                        const std::string&) const override {
    return mark_read(to, client);
  }
};

} // namespace

const messenger& instance() {
  static const vk_messenger only;
  return only;
}

} // namespace switchboard::protocols::vk
