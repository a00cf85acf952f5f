#include "protocols/vk/connect.hpp"

#include "protocols/digest.hpp"
#include "protocols/vk/interpret.hpp"
#include "protocols/vk/lenient.hpp"
#include "protocols/vk/render.hpp"
#include "protocols/vk/rules.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::protocols::vk {

namespace {

/// Bits of the mask of `groups.getTokenPermissions`.
constexpr std::int64_t photos_bit = 4;
constexpr std::int64_t messages_bit = 4096;
constexpr std::int64_t docs_bit = 131'072;
constexpr std::int64_t manage_bit = 262'144;

/// VK asks our address for the code while we wait; it is looked at this often, without a pause.
constexpr int status_looks = 10;

/// How VK says that a token belongs to no community.
constexpr int parameter_missing = 100;

constexpr std::string_view personal =
    "This is a personal profile's token, and personal profiles can't be connected. Use a token of "
    "the community.";

std::string missing_rights(const rights& has) {
  std::string names;
  if (!has.messages) names = "messages (community messages)";
  if (!has.manage) {
    if (!names.empty()) names += " and ";
    names += "manage (community management)";
  }
  return names;
}

http_request save_server(const access& to, const hook_address& hook, const std::string& known) {
  arguments values{{"group_id", to.account},
                   {"url", hook.url},
                   {"title", std::string{server_title}},
                   {"secret_key", hook.secret}};
  if (known.empty()) return call(to, "groups.addCallbackServer", std::move(values));
  values.emplace_back("server_id", known);
  return call(to, "groups.editCallbackServer", std::move(values));
}

http_request choose_events(const access& to, const std::string& server) {
  arguments values{
      {"group_id", to.account}, {"server_id", server}, {"api_version", std::string{api_version}}};
  for (const auto event : wanted_events) values.emplace_back(event, "1");
  return call(to, "groups.setCallbackSettings", std::move(values));
}

http_request delete_server(const access& to, const std::string& server) {
  return call(to, "groups.deleteCallbackServer", {{"group_id", to.account}, {"server_id", server}});
}

http_request ask_code(const access& to) {
  return call(to, "groups.getCallbackConfirmationCode", {{"group_id", to.account}});
}

error why_no_server(const answer& read) {
  if (read.code() == 2000)
    return fail(errc::bad_request,
                "The community has 10 callback servers already, which is VK's limit. Remove one in "
                "its settings (API usage, Callback API) and try again.");
  return failure_of(read);
}

bool up_to_date(const callback_server& server, const hook_address& hook) {
  return server.status == "ok" && server.url == hook.url && server.secret == hook.secret &&
         server.title == server_title;
}

bool suits_a_body(const std::string& code) {
  return !code.empty() && code.size() <= 64 && code != "remove" &&
         std::all_of(code.begin(), code.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

/// The server's id; of the one that is there already, or of a new one.
conversation<result<std::string>> ensure_server(access to, hook_address hook) {
  const answer listed(co_await ask{ask_servers(to)});
  if (!listed.ok()) co_return failure_of(listed);
  const auto servers = read_servers(listed);
  const auto* own = own_server(servers, hook);
  if (own != nullptr && up_to_date(*own, hook)) co_return own->id;
  const answer saved(co_await ask{save_server(to, hook, own != nullptr ? own->id : "")});
  if (!saved.ok()) co_return why_no_server(saved);
  if (own != nullptr) co_return own->id;
  const auto* fields = saved.response_object();
  auto id = fields != nullptr ? id_at(*fields, "server_id") : std::string{};
  if (id.empty()) co_return failure_of(saved);
  co_return id;
}

/// "wait" is as good as done: VK has not asked us yet, and will say in the list what came of it.
conversation<result<void>> await_confirmation(access to, hook_address hook) {
  for (int look = 1; look <= status_looks; ++look) {
    const answer listed(co_await ask{ask_servers(to)});
    if (!listed.ok()) co_return failure_of(listed);
    const auto servers = read_servers(listed);
    const auto* own = own_server(servers, hook);
    if (own == nullptr) co_return fail(errc::platform_unreachable, "VK lost our callback server");
    if (own->status == "failed")
      co_return fail(errc::bad_request,
                     "VK could not confirm our address: it must answer from "
                     "outside, by HTTPS, within seconds.");
    if (own->status == "ok") break;
  }
  co_return result<void>{};
}

} // namespace

http_request ask_community(const access& to) { return call(to, "groups.getById", {}); }

http_request ask_rights(const access& to) { return call(to, "groups.getTokenPermissions", {}); }

http_request ask_servers(const access& to) {
  return call(to, "groups.getCallbackServers", {{"group_id", to.account}});
}

http_request open_for_messages(const access& to) {
  return call(to, "groups.setSettings",
              {{"group_id", to.account},
               {"messages", "1"},
               {"bots_capabilities", "1"},
               {"bots_start_button", "1"}});
}

identity read_community(const answer& read) {
  const auto* fields = read.response_object();
  const auto* list = fields != nullptr ? array_at(*fields, "groups") : read.response_list();
  const auto* group = list != nullptr ? first_object(*list) : nullptr;
  if (group == nullptr) return {};
  identity found{.external_id = id_at(*group, "id"),
                 .name = clean_at(*group, "name"),
                 .username = clean_at(*group, "screen_name")};
  for (const std::string_view size : {"photo_200", "photo_100", "photo_50"})
    if (found.photo.empty()) found.photo = clean_at(*group, size);
  return found;
}

rights read_rights(const answer& read) {
  rights has;
  const auto* fields = read.response_object();
  if (fields == nullptr) return has;
  const auto* list = array_at(*fields, "permissions");
  if (list == nullptr) {
    const auto mask = whole_at(*fields, "mask").value_or(0);
    return {.messages = (mask & messages_bit) != 0,
            .manage = (mask & manage_bit) != 0,
            .photos = (mask & photos_bit) != 0,
            .docs = (mask & docs_bit) != 0};
  }
  for (const auto& one : *list) {
    const auto* permission = one.if_object();
    const auto name = permission != nullptr ? text_at(*permission, "name") : std::string_view();
    has.messages = has.messages || name == "messages";
    has.manage = has.manage || name == "manage";
    has.photos = has.photos || name == "photos";
    has.docs = has.docs || name == "docs";
  }
  return has;
}

std::vector<callback_server> read_servers(const answer& read) {
  std::vector<callback_server> servers;
  const auto* fields = read.response_object();
  const auto* items = fields != nullptr ? array_at(*fields, "items") : nullptr;
  if (items == nullptr) return servers;
  for (const auto& item : *items) {
    const auto* server = item.if_object();
    if (server == nullptr || id_at(*server, "id").empty()) continue;
    servers.push_back({.id = id_at(*server, "id"),
                       .url = clean_at(*server, "url"),
                       .secret = clean_at(*server, "secret_key"),
                       .title = clean_at(*server, "title"),
                       .status = clean_at(*server, "status")});
  }
  return servers;
}

const callback_server* own_server(const std::vector<callback_server>& servers,
                                  const hook_address& hook) {
  for (const auto& server : servers)
    if (!hook.url.empty() && server.url == hook.url) return &server;
  for (const auto& server : servers)
    if (!hook.secret.empty() && constant_time_equal(server.secret, hook.secret)) return &server;
  return nullptr;
}

conversation<result<identity>> identify(access to) {
  const answer read(co_await ask{ask_community(to)});
  auto found = read_community(read);
  if (found.external_id.empty()) {
    const bool of_nobody = read.ok() || read.code() == parameter_missing;
    if (of_nobody) co_return fail(errc::token_refused, std::string{personal});
    co_return failure_of(read);
  }
  const answer told(co_await ask{ask_rights(to)});
  if (!told.ok()) co_return failure_of(told);
  const auto missing = missing_rights(read_rights(told));
  if (!missing.empty())
    co_return fail(errc::token_refused, "The token lacks the right to " + missing +
                                            ". Make a new one with it in the community's settings "
                                            "(API usage, access tokens).");
  co_return found;
}

conversation<result<void>> set_webhook(access to, hook_address hook) {
  if (hook.secret.empty() || hook.secret.size() > server_secret_limit)
    co_return fail(errc::bad_request, "VK takes secrets of 1 to 50 characters");
  const answer opened(co_await ask{open_for_messages(to)});
  if (!opened.ok()) co_return failure_of(opened);
  const auto server = co_await ensure_server(to, hook);
  if (!server) co_return server.error();
  // Edited settings change the code that VK asks for, so nothing is edited before it has asked.
  const auto confirmed = co_await await_confirmation(to, hook);
  if (!confirmed) co_return confirmed.error();
  const answer chosen(co_await ask{choose_events(to, *server)});
  if (!chosen.ok()) co_return failure_of(chosen);
  co_return result<void>{};
}

conversation<result<void>> clear_webhook(access to, hook_address hook) {
  const answer listed(co_await ask{ask_servers(to)});
  if (!listed.ok()) co_return failure_of(listed);
  const auto servers = read_servers(listed);
  const auto* own = own_server(servers, hook);
  if (own == nullptr) co_return result<void>{};
  const answer deleted(co_await ask{delete_server(to, own->id)});
  if (!deleted.ok()) co_return failure_of(deleted);
  co_return result<void>{};
}

conversation<hook_answer> confirm(access to, bool genuine) {
  if (!genuine) co_return hook_answer{.status = 403, .content_type = "text/plain"};
  const answer read(co_await ask{ask_code(to)});
  const auto* fields = read.response_object();
  auto code = fields != nullptr ? clean_at(*fields, "code") : std::string{};
  if (!suits_a_body(code)) co_return hook_answer{.status = 503, .content_type = "text/plain"};
  co_return hook_answer{.status = 200, .content_type = "text/plain", .body = std::move(code)};
}

} // namespace switchboard::protocols::vk
