#include "http/api/new_person.hpp"

#include "http/api/sign_in_steps.hpp"

namespace switchboard::http {

task<result<storage::person_row>> new_person(call& c, std::string locale) {
  for (const auto* field : {"name", "email", "password"})
    if (!c.has(field)) co_return fail(errc::bad_request, "is missing", std::string{"/"} + field);
  auto hashed = co_await hash_in_turn(c, c.text("password"));
  if (!hashed) co_return hashed.error();
  storage::person_row person;
  person.id = make_id<person_id>();
  person.email = c.text("email");
  person.name = c.text("name");
  person.locale = std::move(locale);
  person.created_at = c.env.clock.now();
  person.password_hash = std::move(*hashed);
  co_return person;
}

} // namespace switchboard::http
