#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"

namespace switchboard::http {

namespace {

constexpr std::array sign_up_fields{name_field, email_field, new_password_field, locale_field};

constexpr std::array sign_in_fields{
    email_field,
    parameter{"password", kind::password, true, 1, longest_password, {}, "The password."},
    parameter{"code",
              kind::text,
              false,
              1,
              64,
              {},
              "Six digits of the second factor, or a recovery code (ACC-4)."}};

constexpr parameter current_field{"current", kind::password,         false, 1, longest_password,
                                  {},        "The present password."};

constexpr std::array update_me_fields{
    new_name_field, locale_field,
    parameter{"email", kind::email, false, 3, 254, {}, "A new one needs `current` too."},
    current_field};

constexpr std::array change_password_fields{
    parameter{"current", kind::password, true, 1, longest_password, {}, "The present password."},
    new_password_field};

constexpr std::array password_fields{
    parameter{"password", kind::password, true, 1, longest_password, {}, "One's own."}};

constexpr std::array confirm_totp_fields{
    parameter{"secret", kind::text, true, 16, 128, {}, "What auth.totp_begin gave."},
    parameter{"code", kind::text, true, 6, 6, {}, "Six digits made from it."}};

constexpr std::array ask_reset_fields{email_field};

constexpr std::array finish_reset_fields{
    parameter{"token", kind::text, true, 1, 128, {}, "The end of the link in the mail."},
    new_password_field};

constexpr std::array create_token_fields{
    name_field,
    parameter{"scopes", kind::choices, true, 1, 6,
              "chats.read|chats.write|clients.read|clients.write|project.read|project.write",
              "What the token may be used for."}};

constexpr std::string_view reset_path = "/auth/reset";

constexpr std::string_view finish_reset_path = "/auth/reset/finish";

constexpr std::string_view session_path = "/auth/sessions/{session}";

constexpr std::string_view tokens_path = "/projects/{project}/tokens";

constexpr std::string_view token_path = "/projects/{project}/tokens/{token}";

constexpr std::string_view audit_path = "/projects/{project}/audit";

// clang-format off
constexpr std::array table{
    operation{"auth.sign_up", "POST", "/auth/sign_up", access::anyone, rate::credentials, scope::none, sign_up_fields, 201, "person", false, true, false, &auth::sign_up, "Makes an account and its owner, and signs in."},
    operation{"auth.sign_in", "POST", "/auth/sign_in", access::anyone, rate::credentials, scope::none, sign_in_fields, 200, "person", false, true, false, &auth::sign_in, "Signs in; the answer sets the cookie."},
    operation{"auth.sign_out", "POST", "/auth/sign_out", access::signed_in, rate::writes, scope::none, {}, 200, "nothing", false, true, false, &auth::sign_out, "Ends this session and its sockets."},
    operation{"auth.me", "GET", "/auth/me", access::signed_in, rate::reads, scope::none, {}, 200, "me", false, false, false, &auth::me, "Who is signed in, with the projects and the CSRF token."},
    operation{"auth.update_me", "PATCH", "/auth/me", access::signed_in, rate::writes, scope::none, update_me_fields, 200, "person", false, false, false, &auth::update_me, "Changes one's own name, language or e-mail."},
    operation{"auth.change_password", "POST", "/auth/change_password", access::signed_in, rate::credentials, scope::none, change_password_fields, 200, "nothing", false, true, false, &auth::change_password, "Sets a new password and ends all other sessions."},
    operation{"auth.sessions", "GET", "/auth/sessions", access::signed_in, rate::reads, scope::none, page_fields, 200, "session", true, false, false, &auth::sessions, "Where one is signed in."},
    operation{"auth.end_session", "DELETE", session_path, access::signed_in, rate::writes, scope::none, {}, 200, "nothing", false, true, false, &auth::end_session, "Ends one of one's sessions and its sockets."},
    operation{"auth.end_other_sessions", "POST", "/auth/sessions/end_others", access::signed_in, rate::writes, scope::none, {}, 200, "nothing", false, true, false, &auth::end_other_sessions, "Ends all of one's sessions but this one."},
    operation{"auth.totp_begin", "POST", "/auth/totp", access::signed_in, rate::writes, scope::none, {}, 200, "totp_secret", false, false, false, &auth::totp_begin, "A secret for the second factor; nothing is changed yet."},
    operation{"auth.totp_confirm", "POST", "/auth/totp/confirm", access::signed_in, rate::credentials, scope::none, confirm_totp_fields, 200, "recovery_codes", false, false, false, &auth::totp_confirm, "Turns the second factor on."},
    operation{"auth.totp_off", "POST", "/auth/totp/off", access::signed_in, rate::credentials, scope::none, password_fields, 200, "nothing", false, false, false, &auth::totp_off, "Turns the second factor off."},
    operation{"auth.recovery_codes", "POST", "/auth/totp/recovery_codes", access::signed_in, rate::credentials, scope::none, password_fields, 200, "recovery_codes", false, false, false, &auth::recovery_codes, "New recovery codes; the old ones are good for nothing then."},
    operation{"auth.ask_reset", "POST", reset_path, access::anyone, rate::credentials, scope::none, ask_reset_fields, 200, "nothing", false, true, false, &auth::ask_reset, "Mails a link that sets a new password; the answer is the same whoever asks."},
    operation{"auth.finish_reset", "POST", finish_reset_path, access::anyone, rate::credentials, scope::none, finish_reset_fields, 200, "nothing", false, true, false, &auth::finish_reset, "Sets a new password by a mailed link and ends all sessions."},
    operation{"auth.set_photo", "POST", "/auth/photo", access::signed_in, rate::writes, scope::none, {}, 200, "person", false, true, false, &auth::set_photo, "Takes one's picture.", body::upload},
    operation{"auth.drop_photo", "DELETE", "/auth/photo", access::signed_in, rate::writes, scope::none, {}, 200, "person", false, false, false, &auth::drop_photo, "Removes one's picture."},
    operation{"tokens.list", "GET", tokens_path, access::admin, rate::reads, scope::none, page_fields, 200, "api_token", true, false, false, &tokens::list, "The keys that programs have to the project."},
    operation{"tokens.create", "POST", tokens_path, access::admin, rate::writes, scope::none, create_token_fields, 201, "new_api_token", false, false, false, &tokens::create, "Makes a key for a program, which acts for who made it; shown only now."},
    operation{"tokens.delete", "DELETE", token_path, access::admin, rate::writes, scope::none, {}, 200, "nothing", false, false, false, &tokens::remove, "Ends a program's key."},
    operation{"audit.list", "GET", audit_path, access::admin, rate::reads, scope::none, page_fields, 200, "audit_entry", true, false, false, &audit::list, "Who did what to the team and the settings, newest first."},
};
// clang-format on

} // namespace

std::span<const operation> account_operations() { return table; }

} // namespace switchboard::http
