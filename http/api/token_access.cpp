#include "http/api/token_access.hpp"

namespace switchboard::http {

result<void> check_scopes(const storage::api_token_row& token,
                          std::initializer_list<scope> needed) {
  for (const auto one : needed) {
    if (one == scope::none)
      return fail(errc::access_denied, "An API token cannot do this; a person who signs in can.");
    if ((token.scopes & bit_of(one)) == 0)
      return fail(errc::access_denied,
                  "The API token has no scope " + std::string{word_of(one)} + ".");
  }
  return {};
}

result<void> check_token(const call& c) {
  const auto* token = c.token();
  if (token == nullptr) return {};
  if (c.params.contains("project") && c.id<project_id>("project") != token->project)
    return fail(errc::not_found);
  return check_scopes(*token, {c.op.scope});
}

} // namespace switchboard::http
