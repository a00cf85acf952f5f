#include "protocols/messenger/render.hpp"

#include "protocols/digest.hpp"
#include "protocols/json.hpp"
#include "protocols/messenger/rules.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::protocols::facebook {

namespace {

http_request call(const access& to, std::string_view method, std::string_view path,
                  parameters what) {
  auto base = std::string_view(to.api_url);
  while (base.ends_with('/')) base.remove_suffix(1);
  http_request request;
  request.method = method;
  request.platform = "messenger";
  request.url.append(base);
  if (!to.api_version.empty()) request.url.append("/").append(to.api_version);
  request.url.append("/").append(path);
  if (!to.token.empty()) {
    what.emplace_back("access_token", to.token);
    if (!to.app_secret.empty())
      what.emplace_back("appsecret_proof", hmac_sha256_hex(to.app_secret, to.token));
  }
  if (!what.empty()) request.url.append("?").append(encoded(what));
  return request;
}

http_request post_json(const access& to, std::string_view path, const json::object& body) {
  auto request = call(to, "POST", path, {});
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = json::serialize(body);
  return request;
}

std::string page(const access& to, std::string_view edge) {
  return (to.account.empty() ? "me" : escaped(to.account)).append("/").append(edge);
}

template <class List>
std::string joined(const List& names) {
  std::string all;
  for (const auto name : names) all.append(all.empty() ? "" : ",").append(name);
  return all;
}

json::object recipient(const std::string& client) { return {{"id", client}}; }

/// RESPONSE and UPDATE are forms of their own; any other is the name of a tag.
json::object envelope(const outgoing& message, json::object content) {
  content["metadata"] = std::string{metadata_prefix} + message.key;
  json::object body{{"recipient", recipient(message.client)}};
  if (message.form.empty() || message.form == "RESPONSE" || message.form == "UPDATE") {
    body["messaging_type"] = message.form.empty() ? "RESPONSE" : message.form;
  } else {
    body["messaging_type"] = "MESSAGE_TAG";
    body["tag"] = message.form;
  }
  body["message"] = std::move(content);
  return body;
}

std::string_view attachment_type(content kind) {
  switch (kind) {
    case content::photo:
    case content::animation: return "image";
    case content::video:
    case content::video_note: return "video";
    case content::voice:
    case content::audio: return "audio";
    default: return "file";
  }
}

json::object attachment_of(const outgoing_file& file, json::object payload) {
  return {{"attachment", {{"type", attachment_type(file.kind)}, {"payload", std::move(payload)}}}};
}

/// A slow line is given the time that its bytes take.
std::chrono::milliseconds upload_time(std::int64_t bytes) {
  constexpr std::int64_t bytes_per_second = 128 * 1024;
  return std::chrono::seconds{30 + std::max<std::int64_t>(bytes, 0) / bytes_per_second};
}

/// The platform fetches a linked video within 75 seconds, other files within 10.
constexpr std::chrono::seconds fetch_time{90};
/// The platform tries our address before it answers.
constexpr std::chrono::seconds subscription_time{30};

} // namespace

access as_app(access to) {
  to.token = to.app_id + "|" + to.app_secret;
  return to;
}

bool has_app(const access& to) { return !to.app_id.empty() && !to.app_secret.empty(); }

http_request get(const access& to, std::string_view path, const parameters& what) {
  return call(to, "GET", path, what);
}

http_request post(const access& to, std::string_view path, const parameters& what) {
  auto request = call(to, "POST", path, {});
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = encoded(what);
  return request;
}

http_request get_me(const access& to) { return get(to, "me", {{"fields", "id,name,picture"}}); }

http_request debug_token(const access& to) {
  return get(as_app(to), "debug_token", {{"input_token", to.token}});
}

http_request get_subscriptions(const access& to) {
  return get(as_app(to), escaped(to.app_id) + "/subscriptions", {});
}

http_request set_subscriptions(const access& to, const hook_address& hook) {
  auto request = post(as_app(to), escaped(to.app_id) + "/subscriptions",
                      {{"object", "page"},
                       {"callback_url", hook.url},
                       {"verify_token", hook.verify_token},
                       {"fields", joined(subscribed_fields)}});
  request.timeout = subscription_time;
  return request;
}

http_request get_subscribed_apps(const access& to) {
  return get(to, page(to, "subscribed_apps"), {});
}

http_request subscribe_page(const access& to) {
  return post(to, page(to, "subscribed_apps"), {{"subscribed_fields", joined(subscribed_fields)}});
}

http_request unsubscribe_page(const access& to) {
  return call(to, "DELETE", page(to, "subscribed_apps"), {});
}

http_request set_get_started(const access& to) {
  return post_json(to, page(to, "messenger_profile"),
                   {{"get_started", {{"payload", get_started_payload}}}});
}

http_request get_profile(const access& to, const std::string& client) {
  return get(to, escaped(client), {{"fields", "id,name,first_name,last_name,profile_pic"}});
}

http_request upload(const access& to, const outgoing_file& file) {
  auto request = call(to, "POST", page(to, "message_attachments"), {});
  const auto message = attachment_of(file, {{"is_reusable", true}});
  request.form.push_back({"message", json::serialize(message)});
  request.form.push_back({.name = "filedata",
                          .value = {},
                          .file = file.path,
                          .file_name = file.name.empty() ? "file" : file.name,
                          .mime = file.mime.empty() ? "application/octet-stream" : file.mime});
  request.timeout = upload_time(file.size);
  return request;
}

http_request send_text(const access& to, const outgoing& message) {
  return post_json(to, page(to, "messages"), envelope(message, {{"text", message.text}}));
}

http_request send_file(const access& to, const outgoing& message, const outgoing_file& file,
                       const std::string& reference) {
  json::object payload;
  if (reference.empty()) {
    payload["url"] = file.link;
    payload["is_reusable"] = true;
  } else {
    payload["attachment_id"] = reference;
  }
  auto request = post_json(to, page(to, "messages"),
                           envelope(message, attachment_of(file, std::move(payload))));
  request.timeout = fetch_time;
  return request;
}

http_request send_action(const access& to, const std::string& client, std::string_view action) {
  return post_json(to, page(to, "messages"),
                   {{"recipient", recipient(client)}, {"sender_action", action}});
}

} // namespace switchboard::protocols::facebook
