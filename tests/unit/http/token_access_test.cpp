#include "http/api/token_access.hpp"

#include <set>

#define CAF_SUITE http_token_access
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;

namespace {

storage::api_token_row token_with(std::initializer_list<scope> scopes) {
  storage::api_token_row made;
  for (const auto one : scopes) made.scopes |= bit_of(one);
  return made;
}

} // namespace

CAF_TEST(ACC-7: every scope has a bit and a word of its own) {
  std::set<std::uint32_t> bits;
  std::set<std::string_view> words;
  for (const auto one : every_scope) {
    CAF_CHECK(bit_of(one) != 0u);
    bits.insert(bit_of(one));
    words.insert(word_of(one));
  }
  CAF_CHECK_EQUAL(bits.size(), every_scope.size());
  CAF_CHECK_EQUAL(words.size(), every_scope.size());
  CAF_CHECK_EQUAL(bit_of(scope::none), 0u);
}

CAF_TEST(ACC-7: a token may do what it has a scope for and nothing that has none) {
  const auto reader = token_with({scope::chats_read});
  for (const auto one : every_scope)
    CAF_CHECK_EQUAL(check_scopes(reader, {one}).has_value(), one == scope::chats_read);
  CAF_CHECK(!check_scopes(reader, {scope::none}));
  CAF_CHECK(!check_scopes(reader, {scope::chats_read, scope::clients_read}));
  const auto whole = token_with({scope::chats_read, scope::chats_write, scope::clients_read,
                                 scope::clients_write, scope::project_read, scope::project_write});
  for (const auto one : every_scope) CAF_CHECK(check_scopes(whole, {one}).has_value());
  CAF_CHECK(check_scopes(whole, {scope::none}).error().code == errc::access_denied);
}

CAF_TEST(ACC-7: nothing that concerns a person alone or makes keys has a scope) {
  for (const auto& op : operations()) {
    const bool personal = op.name.starts_with("auth.") || op.name.starts_with("tokens.") ||
                          op.name.starts_with("audit.") || op.name.starts_with("invites.") ||
                          op.name.starts_with("staff.");
    if (personal) CAF_CHECK(op.scope == scope::none);
    if (op.scope != scope::none && op.method == "GET")
      CAF_CHECK(word_of(op.scope).ends_with(".read"));
    if (op.scope != scope::none && op.method != "GET")
      CAF_CHECK(word_of(op.scope).ends_with(".write"));
  }
}
