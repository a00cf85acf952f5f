#include "protocols/messenger/token_info.hpp"

#include "protocols/messenger/fields.hpp"
#include "protocols/messenger/rules.hpp"
#include "protocols/text.hpp"

#include <algorithm>

namespace switchboard::protocols::facebook {

namespace {

/// An old token may come without its rights: then there is nothing to say against it.
std::string missing_rights(const json::object& data) {
  const auto* scopes = array_at(data, "scopes");
  std::string missing;
  if (scopes == nullptr) return missing;
  for (const auto needed : needed_scopes) {
    const bool there = std::any_of(scopes->begin(), scopes->end(), [needed](const auto& one) {
      return one.is_string() && std::string_view(one.get_string()) == needed;
    });
    if (!there) missing.append(missing.empty() ? "" : ", ").append(needed);
  }
  return missing;
}

} // namespace

std::optional<token_info> read_token_info(const answer& from) {
  const auto* data = from.ok() ? object_at(*from.body(), "data") : nullptr;
  const auto valid = data != nullptr ? boolean_at(*data, "is_valid") : std::nullopt;
  if (!valid) return std::nullopt;
  token_info info{.app_id = id_at(*data, "app_id"),
                  .type = storable(text_at(*data, "type")),
                  .valid = *valid,
                  .missing_rights = missing_rights(*data)};
  if (const auto ends = time_at(*data, "expires_at"); ends != timestamp{}) info.ends = ends;
  if (const auto* problem = object_at(*data, "error"))
    info.problem = storable(text_at(*problem, "message"));
  return info;
}

token_fault fault_of(const token_info& token, const std::string& app_id) {
  if (!token.app_id.empty() && token.app_id != app_id) return token_fault::other_app;
  if (!token.valid) return token_fault::not_valid;
  if (!token.type.empty() && token.type != "PAGE") return token_fault::not_a_page;
  return token.missing_rights.empty() ? token_fault::none : token_fault::rights_missing;
}

} // namespace switchboard::protocols::facebook
