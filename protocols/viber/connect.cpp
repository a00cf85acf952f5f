#include "protocols/viber/connect.hpp"

#include "protocols/text.hpp"
#include "protocols/viber/answer.hpp"
#include "protocols/viber/examine.hpp"
#include "protocols/viber/fields.hpp"
#include "protocols/viber/render.hpp"

#include <cstdint>
#include <string>

namespace switchboard::protocols::viber {

namespace {

constexpr std::int64_t invalid_url = 1;

result<identity> read_identity(const http_response& from) {
  const answer read(from);
  const auto* account = read.fields();
  const auto id = account != nullptr ? user_at(*account, "id") : std::string_view();
  if (id.empty()) return failure_of(read, errc::token_refused);
  return identity{.external_id = std::string{id},
                  .name = clean_text(*account, "name"),
                  .username = clean_text(*account, "uri"),
                  .photo = address_at(*account, "icon")};
}

result<webhook_state> read_webhook(const http_response& from) {
  const answer read(from);
  const auto* account = read.fields();
  if (account == nullptr) return failure_of(read, errc::token_refused);
  return webhook_state{.url = clean_text(*account, "webhook")};
}

result<void> read_acknowledgement(const http_response& from) {
  const answer read(from);
  if (read.ok()) return {};
  if (read.status() != invalid_url) return failure_of(read, errc::bad_request);
  return fail(errc::bad_request,
              "Viber called this server and got no answer (" + read.reason() +
                  "). Try again when the server's address is public and its certificate is from "
                  "an authority that everybody trusts; self-signed ones are refused.");
}

} // namespace

conversation<result<identity>> identify(access to) {
  co_return read_identity(co_await ask{get_account_info(to)});
}

conversation<result<webhook_state>> ask_webhook(access to) {
  co_return read_webhook(co_await ask{get_account_info(to)});
}

conversation<result<void>> set_webhook(access to, hook_address hook) {
  co_return read_acknowledgement(co_await ask{set_webhook_call(to, hook.url)});
}

conversation<result<void>> clear_webhook(access to, hook_address hook) {
  const auto now = read_webhook(co_await ask{get_account_info(to)});
  if (!now) co_return now.error();
  const bool elsewhere = !hook.url.empty() && now->url != hook.url;
  if (now->url.empty() || elsewhere) co_return result<void>{};
  co_return read_acknowledgement(co_await ask{remove_webhook_call(to)});
}

conversation<std::vector<finding>> examine(access to, hook_address hook) {
  co_return read_findings(co_await ask{get_account_info(to)}, hook.url);
}

} // namespace switchboard::protocols::viber
