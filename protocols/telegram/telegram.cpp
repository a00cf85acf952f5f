#include "protocols/telegram/telegram.hpp"

#include "protocols/telegram/connect.hpp"
#include "protocols/telegram/page.hpp"
#include "protocols/telegram/parse.hpp"
#include "protocols/telegram/people.hpp"
#include "protocols/telegram/render.hpp"
#include "protocols/telegram/rules.hpp"
#include "protocols/telegram/send.hpp"
#include "protocols/telegram/verify.hpp"
#include "protocols/text.hpp"

#include <utility>

namespace switchboard::protocols::telegram {

namespace {

class telegram_messenger final : public messenger {
public:
  protocols::platform platform() const override { return protocols::platform::telegram; }
  std::string_view name() const override { return "telegram"; }
  const protocols::rules& rules() const override { return telegram::rules(); }

  bool token_well_formed(std::string_view token) const override {
    return telegram::token_well_formed(token);
  }
  std::size_t text_length(std::string_view utf8) const override { return utf16_length(utf8); }
  std::optional<std::string> profile_url(const std::string& client,
                                         const profile& who) const override {
    return telegram::profile_url(client, who);
  }
  std::string start_link(const identity& channel, std::string_view payload) const override {
    return telegram::start_link(channel, payload);
  }

  std::optional<conversation<hook_answer>> handshake(hook_call, hook_keys, access) const override {
    return std::nullopt;
  }
  bool verify(const hook_call& call, const hook_keys& keys) const override {
    return telegram::verify(call, keys);
  }
  std::vector<delivered_event> parse(std::string_view body) const override {
    std::vector<delivered_event> one(1);
    one.front().event = parse_update(body);
    one.front().bytes = body;
    return one;
  }
  hook_answer accepted(const std::vector<client_event>&, const hook_keys&) const override {
    return {};
  }
  conversation<poll_outcome> poll(access to, std::string cursor,
                                  std::chrono::seconds hold) const override {
    return telegram::poll(std::move(to), std::move(cursor), hold);
  }

  conversation<result<identity>> identify(access to) const override {
    return telegram::identify(std::move(to));
  }
  conversation<result<webhook_state>> ask_webhook(access to, identity account) const override {
    return telegram::ask_webhook(std::move(to), std::move(account));
  }
  conversation<result<void>> set_webhook(access to, hook_address hook) const override {
    return telegram::set_webhook(std::move(to), std::move(hook));
  }
  conversation<result<void>> clear_webhook(access to, hook_address hook) const override {
    return telegram::clear_webhook(std::move(to), std::move(hook));
  }
  conversation<std::vector<finding>> examine(access to, hook_address hook) const override {
    return telegram::examine(std::move(to), std::move(hook));
  }

  conversation<std::vector<client_profile>> profiles(
      access to, std::vector<std::string> clients) const override {
    return telegram::profiles(std::move(to), std::move(clients));
  }
  conversation<result<http_request>> locate(access to, std::string source) const override {
    return telegram::locate(std::move(to), std::move(source));
  }

  allowance may_send(const send_context& when) const override { return telegram::may_send(when); }
  conversation<delivery> send(access to, outgoing what) const override {
    return telegram::send(std::move(to), std::move(what));
  }
  conversation<delivery> edit(access to, std::string client, std::string external_id,
                              std::string text, bool has_files) const override {
    return telegram::edit(std::move(to), std::move(client), std::move(external_id), std::move(text),
                          has_files);
  }
  conversation<delivery> remove(access to, std::string client,
                                std::string external_id) const override {
    return telegram::remove(std::move(to), std::move(client), std::move(external_id));
  }
  std::optional<http_request> acknowledge(const access& to,
                                          const std::string& press) const override {
    return answer_callback_query(to, press);
  }
  std::optional<http_request> show_typing(const access& to,
                                          const std::string& client) const override {
    return send_typing(to, client);
  }

  conversation<result<bot_profile>> read_bot_profile(access to) const override {
    return telegram::read_bot_profile(std::move(to));
  }
  conversation<result<void>> write_bot_profile(access to, bot_profile what) const override {
    return telegram::write_bot_profile(std::move(to), std::move(what));
  }
};

} // namespace

const messenger& instance() {
  static const telegram_messenger only;
  return only;
}

} // namespace switchboard::protocols::telegram
