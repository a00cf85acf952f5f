#include "protocols/vk/verify.hpp"

#include "protocols/digest.hpp"
#include "protocols/json.hpp"
#include "protocols/vk/lenient.hpp"

namespace switchboard::protocols::vk {

bool verify(std::string_view body, const hook_keys& keys) {
  if (keys.secret.empty() || keys.account.empty()) return false;
  const json_document document(body);
  const auto* event = document.object();
  if (event == nullptr) return false;
  return constant_time_equal(text_at(*event, "secret"), keys.secret) &&
         id_at(*event, "group_id") == keys.account;
}

bool asks_for_confirmation(std::string_view body) {
  // Nearly every body is an event: it is not read for this.
  if (body.find("confirmation") == std::string_view::npos) return false;
  const json_document document(body);
  const auto* event = document.object();
  return event != nullptr && text_at(*event, "type") == "confirmation";
}

} // namespace switchboard::protocols::vk
