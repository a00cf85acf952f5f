#include "protocols/vk/examine.hpp"

#include "protocols/vk/connect.hpp"
#include "protocols/vk/interpret.hpp"
#include "protocols/vk/lenient.hpp"
#include "protocols/vk/render.hpp"
#include "protocols/vk/rules.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace switchboard::protocols::vk {

namespace {

constexpr std::size_t servers_of_a_community = 10;

using findings = std::vector<finding>;

void good(findings& all, std::string check, std::string detail = {}) {
  all.push_back({.check = std::move(check), .detail = std::move(detail)});
}

void bad(findings& all, std::string check, std::string code, std::string detail = {}) {
  all.push_back({std::move(check), finding::grade::bad, std::move(code), std::move(detail)});
}

void warn(findings& all, std::string check, std::string code, std::string detail = {}) {
  all.push_back({std::move(check), finding::grade::warning, std::move(code), std::move(detail)});
}

std::string reason_of(const answer& read) {
  return read.ok() ? "VK's answer misses what was asked" : read.reason();
}

/// A failed question, as a finding on what was asked about.
void not_told(findings& all, std::string check, std::string code, const answer& read) {
  const bool silent = failure_of(read).code == errc::platform_unreachable;
  bad(all, std::move(check), silent ? "platform_unreachable" : std::move(code), reason_of(read));
}

void add_name(std::string& names, bool missing, std::string_view name) {
  if (!missing) return;
  if (!names.empty()) names += ", ";
  names += name;
}

void look_at_rights(findings& all, const answer& read) {
  if (!read.ok()) return not_told(all, "rights", "rights_missing", read);
  const auto has = read_rights(read);
  std::string needed;
  add_name(needed, !has.messages, "messages");
  add_name(needed, !has.manage, "manage");
  std::string wanted;
  add_name(wanted, !has.photos, "photos");
  add_name(wanted, !has.docs, "docs");
  needed.empty() ? good(all, "rights") : bad(all, "rights", "rights_missing", needed);
  wanted.empty() ? good(all, "files") : warn(all, "files", "files_rights_missing", wanted);
}

/// The server that is ours, if its state lets its settings be asked for.
void look_at_server(findings& all, const callback_server* own, std::size_t count,
                    const hook_address& hook) {
  if (own == nullptr) {
    bad(all, "webhook", "webhook_missing");
    if (count >= servers_of_a_community) bad(all, "limits", "servers_full", std::to_string(count));
    return;
  }
  if (own->url != hook.url)
    bad(all, "webhook", "webhook_other_url", own->url);
  else if (own->status == "failed")
    bad(all, "webhook", "webhook_failing", own->url);
  else if (own->status != "ok")
    warn(all, "webhook", "webhook_unconfirmed", own->status);
  else
    good(all, "webhook", own->url);
  own->secret == hook.secret ? good(all, "secret") : bad(all, "secret", "secret_differs");
}

http_request ask_events(const access& to, const std::string& server) {
  return call(to, "groups.getCallbackSettings", {{"group_id", to.account}, {"server_id", server}});
}

/// VK's mirrors and emulators do not all have this question: without an answer nothing is said.
void look_at_events(findings& all, const answer& read) {
  const auto* fields = read.response_object();
  const auto* events = fields != nullptr ? object_at(*fields, "events") : nullptr;
  if (events == nullptr) return;
  std::string missing;
  for (const auto name : wanted_events) add_name(missing, !truth_at(*events, name), name);
  missing.empty() ? good(all, "events") : bad(all, "events", "events_missing", missing);
}

http_request ask_long_poll(const access& to) {
  return call(to, "groups.getLongPollServer", {{"group_id", to.account}});
}

} // namespace

conversation<std::vector<finding>> examine(access to, hook_address hook) {
  findings all;
  const answer who(co_await ask{ask_community(to)});
  const auto found = read_community(who);
  if (found.external_id.empty()) {
    not_told(all, "token", "token_refused", who);
    co_return all;
  }
  good(all, "token");
  if (!to.account.empty() && found.external_id != to.account)
    bad(all, "account", "other_account", found.name + " (" + found.external_id + ")");
  else
    good(all, "account", found.name);
  look_at_rights(all, answer(co_await ask{ask_rights(to)}));
  if (hook.url.empty()) {
    const answer polls(co_await ask{ask_long_poll(to)});
    polls.ok() ? good(all, "webhook") : not_told(all, "webhook", "polling_refused", polls);
    co_return all;
  }
  const answer listed(co_await ask{ask_servers(to)});
  if (!listed.ok()) {
    not_told(all, "webhook", "webhook_missing", listed);
    co_return all;
  }
  const auto servers = read_servers(listed);
  const auto* own = own_server(servers, hook);
  look_at_server(all, own, servers.size(), hook);
  if (own != nullptr) look_at_events(all, answer(co_await ask{ask_events(to, own->id)}));
  co_return all;
}

} // namespace switchboard::protocols::vk
