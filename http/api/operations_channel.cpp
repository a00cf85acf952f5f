#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"

namespace switchboard::http {

namespace {

constexpr parameter mode_field{"mode",
                               kind::choice,
                               false,
                               0,
                               0,
                               "webhook|polling",
                               "How events arrive; webhooks if the server is reachable by https."};

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

constexpr std::string_view channels_path = "/projects/{project}/channels";

constexpr std::string_view channel_path = "/projects/{project}/channels/{channel}";

constexpr std::string_view rearm_path = "/projects/{project}/channels/{channel}/rearm";

constexpr std::string_view logins_path = "/projects/{project}/channels/login";

constexpr std::string_view login_path = "/projects/{project}/channels/login/{login}";

constexpr std::string_view check_path = "/projects/{project}/channels/{channel}/check";

constexpr std::string_view bot_profile_path = "/projects/{project}/channels/{channel}/bot_profile";

// clang-format off
constexpr std::array table{
    operation{"channels.connect", "POST", channels_path, access::admin, rate::writes, scope::project_write, connect_fields, 201, "channel", false, false, false, &channels::connect, "Connects a messenger account."},
    operation{"channels.list", "GET", channels_path, access::member, rate::reads, scope::project_read, page_fields, 200, "channel", true, false, false, &channels::list, "The channels with their health."},
    operation{"channels.rearm", "POST", rearm_path, access::admin, rate::writes, scope::project_write, rearm_fields, 200, "channel", false, false, false, &channels::rearm, "Sets the webhook or the polling going again, with another mode or token if given."},
    operation{"channels.disconnect", "DELETE", channel_path, access::admin, rate::writes, scope::project_write, {}, 200, "nothing", false, false, false, &channels::disconnect, "Lets go of the account; its chats stay."},
    operation{"channels.login", "POST", logins_path, access::admin, rate::writes, scope::none, login_fields, 200, "login", false, true, false, &channels::login, "Begins a login at the platform, to choose an account there."},
    operation{"channels.login_state", "GET", login_path, access::admin, rate::reads, scope::none, {}, 200, "login_state", false, false, false, &channels::login_state, "How far the login is, and the accounts to choose from."},
    operation{"channels.login_choose", "POST", login_path, access::admin, rate::writes, scope::none, choose_fields, 200, "login_next", false, false, false, &channels::login_choose, "Chooses an account; the platform may want to be asked once more."},
    operation{"channels.update", "PATCH", channel_path, access::admin, rate::writes, scope::project_write, update_channel_fields, 200, "channel", false, false, false, &channels::update, "Changes the welcome or the message type."},
    operation{"channels.check", "POST", check_path, access::admin, rate::writes, scope::project_write, {}, 200, "checkup", false, false, false, &channels::check, "Asks the platform everything that can be wrong with the channel."},
    operation{"channels.bot_profile", "GET", bot_profile_path, access::admin, rate::reads, scope::project_read, {}, 200, "bot_profile", false, false, false, &channels::bot_profile, "The bot's page as the platform has it."},
    operation{"channels.set_bot_profile", "PUT", bot_profile_path, access::admin, rate::writes, scope::project_write, bot_profile_fields, 200, "bot_profile", false, false, false, &channels::set_bot_profile, "Changes the bot's page at the platform."},
};
// clang-format on

} // namespace

std::span<const operation> channel_operations() { return table; }

} // namespace switchboard::http
