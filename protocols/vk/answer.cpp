#include "protocols/vk/answer.hpp"

#include "protocols/text.hpp"
#include "protocols/vk/lenient.hpp"

namespace switchboard::protocols::vk {

std::string what_happened(const http_response& from) {
  if (from.reach == http_response::reach::answered)
    return "HTTP " + std::to_string(from.status) + " without an answer of VK's API";
  if (!from.failure.empty()) return from.failure;
  return from.reach == http_response::reach::not_sent ? "no connection" : "no answer";
}

int error_code_of(const json::object& error) {
  const auto code =
      error.contains("error_code") ? small_at(error, "error_code") : small_at(error, "code");
  // An error without its number is still an error: VK's own "unknown".
  return code == 0 ? 1 : code;
}

std::string error_words_of(const json::object& error) {
  auto words = storable(text_at(error, "error_msg"));
  if (words.empty()) words = storable(text_at(error, "description"));
  if (words.empty()) words = "error " + std::to_string(error_code_of(error));
  return words;
}

answer::answer(const http_response& from)
    : document_(from.reach == http_response::reach::answered ? std::string_view(from.body)
                                                             : std::string_view()) {
  const auto* body = document_.object();
  const auto* error = body != nullptr ? object_at(*body, "error") : nullptr;
  ok_ = error == nullptr && body != nullptr && body->contains("response");
  if (error != nullptr) {
    code_ = error_code_of(*error);
    reason_ = error_words_of(*error);
  } else if (!ok_) {
    reason_ = what_happened(from);
  }
}

const json::value* answer::response() const {
  return ok_ ? document_.object()->if_contains("response") : nullptr;
}

const json::object* answer::response_object() const {
  const auto* value = response();
  return value != nullptr ? value->if_object() : nullptr;
}

const json::array* answer::response_list() const {
  const auto* value = response();
  return value != nullptr ? value->if_array() : nullptr;
}

const json::array* answer::execute_errors() const {
  return ok_ ? array_at(*document_.object(), "execute_errors") : nullptr;
}

} // namespace switchboard::protocols::vk
