#include "protocols/telegram/telegram.hpp"

#include "protocols/telegram/interpret.hpp"
#include "protocols/telegram/parse.hpp"
#include "protocols/telegram/render.hpp"
#include "protocols/telegram/rules.hpp"
#include "protocols/telegram/verify.hpp"
#include "protocols/text.hpp"

namespace switchboard::protocols::telegram {

namespace {

class telegram_messenger final : public messenger {
public:
  protocols::platform platform() const override { return protocols::platform::telegram; }
  std::string_view name() const override { return "telegram"; }
  protocols::pace pace() const override { return telegram::pace(); }

  bool token_well_formed(std::string_view token) const override {
    return telegram::token_well_formed(token);
  }
  std::size_t text_limit() const override { return telegram::text_limit; }
  std::size_t text_length(std::string_view utf8) const override { return utf16_length(utf8); }
  std::optional<std::string> profile_url(const std::string& client,
                                         const profile& who) const override {
    return telegram::profile_url(client, who);
  }
  std::string start_link(const identity& channel) const override {
    return telegram::start_link(channel);
  }

  std::string_view proof_header() const override { return telegram::proof_header; }
  bool verify(std::string_view proof, std::string_view, std::string_view secret) const override {
    return telegram::verify(proof, secret);
  }
  client_event parse(std::string_view body) const override { return parse_update(body); }

  http_request who_am_i(const access& to) const override { return get_me(to); }
  result<identity> read_identity(const http_response& answer) const override {
    return telegram::read_identity(answer);
  }
  http_request ask_webhook(const access& to) const override { return get_webhook_info(to); }
  result<webhook_state> read_webhook(const http_response& answer) const override {
    return telegram::read_webhook(answer);
  }
  http_request set_webhook(const access& to, const std::string& url,
                           const std::string& secret) const override {
    return telegram::set_webhook(to, url, secret);
  }
  http_request clear_webhook(const access& to) const override { return delete_webhook(to); }
  result<void> read_acknowledgement(const http_response& answer) const override {
    return telegram::read_acknowledgement(answer);
  }

  http_request poll(const access& to, std::int64_t offset,
                    std::chrono::seconds hold) const override {
    return get_updates(to, offset, hold);
  }
  std::variant<poll_batch, delivery> read_poll(const http_response& answer) const override {
    return telegram::read_poll(answer);
  }

  http_request render(const access& to, const outgoing& message) const override {
    return send_message(to, message);
  }
  delivery read_delivery(const http_response& answer) const override {
    return telegram::read_delivery(answer);
  }
  http_request acknowledge(const access& to, const std::string& press) const override {
    return answer_callback_query(to, press);
  }
};

} // namespace

const messenger& instance() {
  static const telegram_messenger only;
  return only;
}

} // namespace switchboard::protocols::telegram
