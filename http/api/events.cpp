#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"

namespace switchboard::http {

namespace {

/// Name and data of an event.
struct described {
  std::string_view name;
  json::object data;
};

struct describe {
  const actors::project_view& project;
  const codec& with;

  described operator()(const actors::chat_changed& e) const {
    return {"chat.changed", to_json(e.chat, project, with)};
  }
  described operator()(const actors::message_added& e) const {
    return {"message.added", to_json(e.message, project, with)};
  }
  described operator()(const actors::message_changed& e) const {
    return {"message.changed", to_json(e.message, project, with)};
  }
  described operator()(const actors::message_moved& e) const {
    json::object data;
    data["chat"] = to_string(e.chat);
    data["message"] = to_string(e.message);
    data["status"] = word(statuses, e.status);
    data["error"] = nullptr;
    if (!e.error_code.empty()) {
      json::object error;
      error["code"] = e.error_code;
      error["text"] = e.error_text;
      data["error"] = std::move(error);
    }
    return {"message.moved", std::move(data)};
  }
  described operator()(const actors::somebody_types& e) const {
    json::object data;
    data["chat"] = to_string(e.chat);
    data["person"] = named_or_null(e.person, project);
    return {"chat.typing", std::move(data)};
  }
  described operator()(const actors::chat_unclaimed& e) const {
    json::object data;
    data["chat"] = to_string(e.chat);
    data["waiting_since"] = to_rfc3339(e.waiting_since);
    return {"chat.unclaimed", std::move(data)};
  }
  described operator()(const actors::counters_changed& e) const {
    json::object mine;
    for (const auto& [member, chats] : e.mine) mine[to_string(member)] = chats;
    json::object data;
    data["new"] = e.fresh;
    data["active"] = e.active;
    data["done"] = e.done;
    data["mine"] = std::move(mine);
    return {"counters.changed", std::move(data)};
  }
  described operator()(const actors::channel_changed& e) const {
    return {"channel.changed", to_json(e.channel, with.public_url)};
  }
  described operator()(const actors::project_changed&) const {
    json::object data;
    data["id"] = to_string(project.project.id);
    data["name"] = project.project.name;
    data["time_zone"] = project.project.time_zone;
    return {"project.changed", std::move(data)};
  }
  described operator()(const actors::member_changed& e) const {
    return {"member.changed", to_json(e.member)};
  }
  described operator()(const actors::resync&) const { return {"resync", {}}; }
};

} // namespace

std::string event_frame(const actors::event& what, const actors::project_view& project,
                        const std::string& epoch, std::uint64_t seq, const codec& with) {
  auto [name, data] = std::visit(describe{project, with}, what);
  json::object out;
  out["event"] = name;
  out["project"] = to_string(project.project.id);
  out["epoch"] = epoch;
  out["seq"] = seq;
  out["data"] = std::move(data);
  return json::serialize(out);
}

} // namespace switchboard::http
