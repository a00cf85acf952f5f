#include "http/api/operations.hpp"

#include "http/api/handlers.hpp"

#include <algorithm>
#include <array>

namespace switchboard::http {

namespace {

// Parameters that mean the same wherever they stand.
constexpr parameter name_field{"name", kind::name, true, 1, longest_name, {}, "Shown to people."};
constexpr parameter new_name_field{"name", kind::name, false, 1, longest_name, {}, "The new name."};
constexpr parameter email_field{
    "email", kind::email, true, 3, 254, {}, "Letter case does not matter."};
constexpr parameter new_password_field{
    "password", kind::password,          true, shortest_password, longest_password,
    {},         "At least 8 characters."};
constexpr parameter locale_field{
    "locale", kind::choice, false, 0, 0, "ru|en", "Language of the panel."};
constexpr parameter time_zone_field{"time_zone",
                                    kind::time_zone,
                                    false,
                                    1,
                                    64,
                                    {},
                                    "An IANA name, \"Europe/Moscow\"; UTC if not said."};
constexpr parameter limit_field{
    "limit", kind::integer, false, 1, largest_page, {}, "Items in a page; 50 if not said."};
constexpr parameter cursor_field{
    "cursor", kind::text, false, 1, 64, {}, "next_cursor of the page before."};
constexpr parameter mode_field{"mode",
                               kind::choice,
                               false,
                               0,
                               0,
                               "webhook|polling",
                               "How events arrive; webhooks if the server is reachable by https."};
constexpr parameter words_field{
    "text", kind::words, true, 1, longest_words, {}, "In UTF-16 units, as the platform counts."};
constexpr parameter key_field{"key",
                              kind::text,
                              false,
                              1,
                              longest_key,
                              {},
                              "Your own key: a repeat of it gives the same result and sends "
                              "nothing. The same as Idempotency-Key."};

constexpr std::array sign_up_fields{name_field, email_field, new_password_field, locale_field};
constexpr std::array sign_in_fields{
    email_field,
    parameter{"password", kind::password, true, 1, longest_password, {}, "The password."}};
constexpr std::array update_me_fields{new_name_field, locale_field};
constexpr std::array change_password_fields{
    parameter{"current", kind::password, true, 1, longest_password, {}, "The present password."},
    new_password_field};
constexpr std::array page_fields{limit_field, cursor_field};
constexpr std::array create_project_fields{name_field, time_zone_field};
constexpr std::array update_project_fields{new_name_field, time_zone_field};
constexpr std::array add_member_fields{
    name_field, email_field, new_password_field,
    parameter{"role", kind::choice, true, 0, 0, "admin|manager", "What the member may do."}};
constexpr std::array connect_fields{
    parameter{"platform", kind::choice, true, 0, 0, "telegram|viber|vk|messenger|webchat",
              "The messenger."},
    parameter{"token",
              kind::text,
              false,
              1,
              longest_token,
              {},
              "What the platform gave for the account."},
    parameter{"login", kind::text, false, 1, 64, {}, "A login that is done, instead of a token."},
    parameter{"account", kind::text, false, 1, 64, {}, "The account chosen in that login."},
    parameter{"name", kind::name, false, 1, longest_name, {}, "Of a web chat: what visitors see."},
    mode_field,
    parameter{"take_over",
              kind::boolean,
              false,
              0,
              0,
              {},
              "Take the account's webhook away from the service that has it."}};
constexpr std::array rearm_fields{
    mode_field,
    parameter{
        "token", kind::text, false, 1, longest_token, {}, "A new token of the same account."}};
constexpr std::array login_fields{
    parameter{"platform", kind::choice, true, 0, 0, "vk|messenger", "Where to log in."}};
constexpr std::array choose_fields{
    parameter{"account", kind::text, true, 1, 64, {}, "One of the login's accounts."}};
constexpr std::array update_channel_fields{
    parameter{"welcome",
              kind::text,
              false,
              0,
              700,
              {},
              "Invites to start the dialog (Viber); empty = none."},
    parameter{"message_type",
              kind::text,
              false,
              1,
              64,
              {},
              "One of the platform's message types (Messenger)."}};
constexpr std::array bot_profile_fields{
    parameter{"name", kind::name, true, 1, 64, {}, "The bot's name."},
    parameter{
        "description", kind::text, false, 0, 512, {}, "What an empty chat with the bot says."},
    parameter{"about", kind::text, false, 0, 120, {}, "What the bot's page says."}};
constexpr std::array send_fields{
    parameter{"text",
              kind::words,
              false,
              1,
              longest_words,
              {},
              "In UTF-16 units; may be missing beside files."},
    parameter{"attachments", kind::ids, false, 1, most_files, {}, "Files uploaded before."},
    parameter{
        "reply_to", kind::id, false, 0, 0, {}, "A message of the same chat that this one answers."},
    key_field};
constexpr std::array edit_fields{words_field};
constexpr std::array upload_fields{
    parameter{"as", kind::choice, false, 0, 0, "photo|file",
              "How it is sent: a picture in its small form or a file as it is. If not said, "
              "pictures up to 3 MB go as photos. May be a part of the form too."}};
constexpr std::array list_chats_fields{
    parameter{"tab", kind::choice, true, 0, 0, "new|mine|others|done", "Which chats."}, limit_field,
    cursor_field};
constexpr std::array mark_read_fields{
    parameter{"up_to", kind::id, true, 0, 0, {}, "The last message that was seen."}};
constexpr std::array words_fields{words_field, key_field};

constexpr std::string_view project_path = "/projects/{project}";
constexpr std::string_view members_path = "/projects/{project}/members";
constexpr std::string_view channels_path = "/projects/{project}/channels";
constexpr std::string_view channel_path = "/projects/{project}/channels/{channel}";
constexpr std::string_view rearm_path = "/projects/{project}/channels/{channel}/rearm";
constexpr std::string_view logins_path = "/projects/{project}/channels/login";
constexpr std::string_view login_path = "/projects/{project}/channels/login/{login}";
constexpr std::string_view check_path = "/projects/{project}/channels/{channel}/check";
constexpr std::string_view bot_profile_path = "/projects/{project}/channels/{channel}/bot_profile";
constexpr std::string_view message_path = "/projects/{project}/chats/{chat}/messages/{message}";
constexpr std::string_view typing_path = "/projects/{project}/chats/{chat}/typing";
constexpr std::string_view chats_path = "/projects/{project}/chats";
constexpr std::string_view counters_path = "/projects/{project}/chats/counters";
constexpr std::string_view chat_path = "/projects/{project}/chats/{chat}";
constexpr std::string_view take_path = "/projects/{project}/chats/{chat}/take";
constexpr std::string_view done_path = "/projects/{project}/chats/{chat}/done";
constexpr std::string_view read_path = "/projects/{project}/chats/{chat}/read";
constexpr std::string_view messages_path = "/projects/{project}/chats/{chat}/messages";
constexpr std::string_view retry_path = "/projects/{project}/chats/{chat}/messages/{message}/retry";
constexpr std::string_view files_path = "/projects/{project}/files";
constexpr std::string_view notes_path = "/projects/{project}/chats/{chat}/notes";

// clang-format off
constexpr std::array table{
    operation{"auth.sign_up", "POST", "/auth/sign_up", access::anyone, rate::credentials, sign_up_fields, 201, "person", false, true, false, &auth::sign_up, "Makes an account and its owner, and signs in."},
    operation{"auth.sign_in", "POST", "/auth/sign_in", access::anyone, rate::credentials, sign_in_fields, 200, "person", false, true, false, &auth::sign_in, "Signs in; the answer sets the cookie."},
    operation{"auth.sign_out", "POST", "/auth/sign_out", access::signed_in, rate::writes, {}, 200, "nothing", false, true, false, &auth::sign_out, "Ends this session and its sockets."},
    operation{"auth.me", "GET", "/auth/me", access::signed_in, rate::reads, {}, 200, "me", false, false, false, &auth::me, "Who is signed in, with the projects and the CSRF token."},
    operation{"auth.update_me", "PATCH", "/auth/me", access::signed_in, rate::writes, update_me_fields, 200, "person", false, false, false, &auth::update_me, "Changes one's own name or language."},
    operation{"auth.change_password", "POST", "/auth/change_password", access::signed_in, rate::credentials, change_password_fields, 200, "nothing", false, true, false, &auth::change_password, "Sets a new password and ends all other sessions."},

    operation{"projects.list", "GET", "/projects", access::signed_in, rate::reads, page_fields, 200, "project", true, false, false, &projects::list, "The projects one is a member of."},
    operation{"projects.create", "POST", "/projects", access::signed_in, rate::writes, create_project_fields, 201, "project", false, false, true, &projects::create, "Makes a project; only the owner of the account may."},
    operation{"projects.get", "GET", project_path, access::member, rate::reads, {}, 200, "project", false, false, false, &projects::get, "One project."},
    operation{"projects.update", "PATCH", project_path, access::admin, rate::writes, update_project_fields, 200, "project", false, false, false, &projects::update, "Changes the name or the time zone."},

    operation{"members.list", "GET", members_path, access::member, rate::reads, page_fields, 200, "member", true, false, false, &members::list, "Who works in the project."},
    operation{"members.add", "POST", members_path, access::admin, rate::writes, add_member_fields, 201, "member", false, false, false, &members::add, "Adds a person with an e-mail and a password."},

    operation{"platforms.list", "GET", "/platforms", access::signed_in, rate::reads, page_fields, 200, "platform", true, false, false, &platforms::list, "What can be connected, and the rules of each platform."},

    operation{"channels.connect", "POST", channels_path, access::admin, rate::writes, connect_fields, 201, "channel", false, false, false, &channels::connect, "Connects a messenger account."},
    operation{"channels.list", "GET", channels_path, access::member, rate::reads, page_fields, 200, "channel", true, false, false, &channels::list, "The channels with their health."},
    operation{"channels.rearm", "POST", rearm_path, access::admin, rate::writes, rearm_fields, 200, "channel", false, false, false, &channels::rearm, "Sets the webhook or the polling going again, with another mode or token if given."},
    operation{"channels.disconnect", "DELETE", channel_path, access::admin, rate::writes, {}, 200, "nothing", false, false, false, &channels::disconnect, "Lets go of the account; its chats stay."},

    operation{"channels.login", "POST", logins_path, access::admin, rate::writes, login_fields, 200, "login", false, true, false, &channels::login, "Begins a login at the platform, to choose an account there."},
    operation{"channels.login_state", "GET", login_path, access::admin, rate::reads, {}, 200, "login_state", false, false, false, &channels::login_state, "How far the login is, and the accounts to choose from."},
    operation{"channels.login_choose", "POST", login_path, access::admin, rate::writes, choose_fields, 200, "login_next", false, false, false, &channels::login_choose, "Chooses an account; the platform may want to be asked once more."},
    operation{"channels.update", "PATCH", channel_path, access::admin, rate::writes, update_channel_fields, 200, "channel", false, false, false, &channels::update, "Changes the welcome or the message type."},
    operation{"channels.check", "POST", check_path, access::admin, rate::writes, {}, 200, "checkup", false, false, false, &channels::check, "Asks the platform everything that can be wrong with the channel."},
    operation{"channels.bot_profile", "GET", bot_profile_path, access::admin, rate::reads, {}, 200, "bot_profile", false, false, false, &channels::bot_profile, "The bot's page as the platform has it."},
    operation{"channels.set_bot_profile", "PUT", bot_profile_path, access::admin, rate::writes, bot_profile_fields, 200, "bot_profile", false, false, false, &channels::set_bot_profile, "Changes the bot's page at the platform."},

    operation{"chats.list", "GET", chats_path, access::member, rate::reads, list_chats_fields, 200, "chat", true, false, false, &chats::list, "The chats of a tab, last activity first."},
    operation{"chats.counters", "GET", counters_path, access::member, rate::reads, {}, 200, "counters", false, false, false, &chats::counters, "How many chats are in each tab."},
    operation{"chats.get", "GET", chat_path, access::member, rate::reads, {}, 200, "chat", false, false, false, &chats::get, "One chat."},
    operation{"chats.take", "POST", take_path, access::member, rate::writes, {}, 200, "chat", false, false, false, &chats::take, "Takes a new chat; of many at once exactly one wins."},
    operation{"chats.done", "POST", done_path, access::member, rate::writes, {}, 200, "chat", false, false, false, &chats::done, "Ends the dialog; only the one responsible may."},
    operation{"chats.mark_read", "POST", read_path, access::member, rate::writes, mark_read_fields, 200, "chat", false, false, false, &chats::mark_read, "Everything up to a message was seen."},

    operation{"chats.typing", "POST", typing_path, access::member, rate::writes, {}, 200, "chat", false, false, false, &chats::typing, "Shows the client and the colleagues that somebody types."},

    operation{"messages.list", "GET", messages_path, access::member, rate::reads, page_fields, 200, "message", true, false, false, &messages::list, "The messages of a chat, newest first."},
    operation{"messages.send", "POST", messages_path, access::member, rate::writes, send_fields, 201, "message", false, false, true, &messages::send, "Writes to the client; only participants may."},
    operation{"messages.retry", "POST", retry_path, access::member, rate::writes, {}, 200, "message", false, false, false, &messages::retry, "Sends a failed message again."},
    operation{"messages.edit", "PATCH", message_path, access::member, rate::writes, edit_fields, 200, "message", false, false, false, &messages::edit, "Changes a message that was sent, where the platform can."},
    operation{"messages.delete", "DELETE", message_path, access::member, rate::writes, {}, 200, "message", false, false, false, &messages::remove, "Takes a message back, where the platform can."},
    operation{"files.upload", "POST", files_path, access::member, rate::writes, upload_fields, 201, "file", false, true, false, &files::upload, "Takes a file of at most 100 MB; messages name it by its id.", body::upload},
    operation{"notes.add", "POST", notes_path, access::member, rate::writes, words_fields, 201, "message", false, false, true, &messages::add_note, "Writes a note that the client does not see."},
};
// clang-format on

} // namespace

std::span<const operation> operations() { return table; }

const operation* find_operation(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const operation& one) { return one.name == name; });
  return found == table.end() ? nullptr : &*found;
}

} // namespace switchboard::http
