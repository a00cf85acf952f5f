#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"

namespace switchboard::http {

namespace {

constexpr std::array sign_up_fields{name_field, email_field, new_password_field, locale_field};

constexpr std::array sign_in_fields{
    email_field,
    parameter{"password", kind::password, true, 1, longest_password, {}, "The password."}};

constexpr std::array update_me_fields{new_name_field, locale_field};

constexpr std::array change_password_fields{
    parameter{"current", kind::password, true, 1, longest_password, {}, "The present password."},
    new_password_field};

// clang-format off
constexpr std::array table{
    operation{"auth.sign_up", "POST", "/auth/sign_up", access::anyone, rate::credentials, scope::none, sign_up_fields, 201, "person", false, true, false, &auth::sign_up, "Makes an account and its owner, and signs in."},
    operation{"auth.sign_in", "POST", "/auth/sign_in", access::anyone, rate::credentials, scope::none, sign_in_fields, 200, "person", false, true, false, &auth::sign_in, "Signs in; the answer sets the cookie."},
    operation{"auth.sign_out", "POST", "/auth/sign_out", access::signed_in, rate::writes, scope::none, {}, 200, "nothing", false, true, false, &auth::sign_out, "Ends this session and its sockets."},
    operation{"auth.me", "GET", "/auth/me", access::signed_in, rate::reads, scope::none, {}, 200, "me", false, false, false, &auth::me, "Who is signed in, with the projects and the CSRF token."},
    operation{"auth.update_me", "PATCH", "/auth/me", access::signed_in, rate::writes, scope::none, update_me_fields, 200, "person", false, false, false, &auth::update_me, "Changes one's own name or language."},
    operation{"auth.change_password", "POST", "/auth/change_password", access::signed_in, rate::credentials, scope::none, change_password_fields, 200, "nothing", false, true, false, &auth::change_password, "Sets a new password and ends all other sessions."},
};
// clang-format on

} // namespace

std::span<const operation> account_operations() { return table; }

} // namespace switchboard::http
