#include "protocols/viber/viber.hpp"

#include "protocols/text.hpp"
#include "protocols/viber/connect.hpp"
#include "protocols/viber/fields.hpp"
#include "protocols/viber/parse.hpp"
#include "protocols/viber/render.hpp"
#include "protocols/viber/rules.hpp"
#include "protocols/viber/send.hpp"
#include "protocols/viber/verify.hpp"

#include <utility>

namespace switchboard::protocols::viber {

namespace {

conversation<hook_answer> answered_with(int status) { co_return hook_answer{.status = status}; }

class viber_messenger final : public messenger {
public:
  protocols::platform platform() const override { return protocols::platform::viber; }
  std::string_view name() const override { return platform_name; }
  const protocols::rules& rules() const override { return viber::rules(); }

  bool token_well_formed(std::string_view token) const override {
    return viber::token_well_formed(token);
  }
  std::size_t text_length(std::string_view utf8) const override { return utf16_length(utf8); }
  std::optional<std::string> profile_url(const std::string&, const profile&) const override {
    return std::nullopt;
  }
  std::string start_link(const identity& channel, std::string_view payload) const override {
    return viber::start_link(channel, payload);
  }

  std::optional<conversation<hook_answer>> handshake(hook_call call, hook_keys keys,
                                                     access) const override {
    if (!is_test_call(call.body)) return std::nullopt;
    return answered_with(viber::verify(call, keys) ? 200 : 403);
  }
  bool verify(const hook_call& call, const hook_keys& keys) const override {
    return viber::verify(call, keys);
  }
  std::vector<delivered_event> parse(std::string_view body) const override {
    std::vector<delivered_event> one(1);
    one.front().event = parse_event(body);
    one.front().bytes = body;
    return one;
  }
  hook_answer accepted(const std::vector<client_event>& events,
                       const hook_keys& keys) const override {
    hook_answer answer;
    if (keys.welcome.empty()) return answer;
    for (const auto& event : events)
      if (const auto* who = std::get_if<arrived>(&event.what))
        answer.body = welcome_message(keys, who->payload);
    return answer;
  }

  conversation<poll_outcome> poll(access, std::string, std::chrono::seconds) const override {
    co_return delivery{try_later{"Viber delivers to webhooks only"}};
  }

  conversation<result<identity>> identify(access to) const override {
    return viber::identify(std::move(to));
  }
  conversation<result<webhook_state>> ask_webhook(access to, identity) const override {
    return viber::ask_webhook(std::move(to));
  }
  conversation<result<void>> set_webhook(access to, hook_address hook) const override {
    return viber::set_webhook(std::move(to), std::move(hook));
  }
  conversation<result<void>> clear_webhook(access to, hook_address hook) const override {
    return viber::clear_webhook(std::move(to), std::move(hook));
  }
  conversation<std::vector<finding>> examine(access to, hook_address hook) const override {
    return viber::examine(std::move(to), std::move(hook));
  }

  conversation<std::vector<client_profile>> profiles(access,
                                                     std::vector<std::string>) const override {
    co_return std::vector<client_profile>{};
  }
  conversation<result<http_request>> locate(access, std::string source) const override {
    if (!is_address(source)) co_return fail(errc::not_found, "the file has no address");
    http_request request;
    request.method = "GET";
    request.url = std::move(source);
    request.outside = true;
    request.platform = platform_name;
    co_return request;
  }

  allowance may_send(const send_context& when) const override { return viber::may_send(when); }
  conversation<delivery> send(access to, outgoing what) const override {
    return viber::send(std::move(to), std::move(what));
  }
};

} // namespace

const messenger& instance() {
  static const viber_messenger only;
  return only;
}

} // namespace switchboard::protocols::viber
