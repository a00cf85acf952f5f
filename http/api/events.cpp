#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "storage/told_changes.hpp"

namespace switchboard::http {

namespace {

/// Name and data of an event.
struct described {
  std::string_view name;
  json::object data;
};

json::object one_id(std::string_view name, const std::string& id) {
  json::object out;
  out[name] = id;
  return out;
}

struct describe {
  const actors::telling& how;
  const actors::project_view& project;
  const codec& with;

  contacts reach() const {
    return how.as == actors::telling::form::no_contacts ? contacts::kept : contacts::told;
  }

  described operator()(const actors::chat_changed& e) const {
    if (how.as == actors::telling::form::gone)
      return {"chat.gone", one_id("chat", to_string(e.chat.chat.id))};
    return {"chat.changed", to_json(e.chat, project, with, reach())};
  }
  described operator()(const actors::card_changed& e) const {
    return {"client.changed", to_json(e.client, e.card, project, with, reach())};
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
  described operator()(const actors::counters_changed&) const {
    return {"counters.changed", counters_json(how.numbers)};
  }
  described operator()(const actors::channel_changed& e) const {
    return {"channel.changed", to_json(e.channel, with.public_url)};
  }
  described operator()(const actors::project_changed&) const {
    const auto& now = project.project;
    json::object data;
    data["id"] = to_string(now.id);
    data["name"] = now.name;
    data["time_zone"] = now.time_zone;
    data["color"] = now.color;
    data["logo_url"] = logo_url(now.logo_blob, with);
    data["return_to_manager"] = now.return_to_manager;
    data["assignment"] = word(storage::assignment_words, now.assignment);
    data["assignment_cap"] = now.assignment_cap;
    return {"project.changed", std::move(data)};
  }
  described operator()(const actors::member_changed& e) const {
    return {"member.changed", to_json(e.member, with)};
  }
  described operator()(const actors::member_removed& e) const {
    return {"member.removed", one_id("id", to_string(e.member))};
  }
  described operator()(const actors::presence_changed& e) const {
    return {"presence.changed", presence_json(e.member, {e.presence, e.holds})};
  }
  described operator()(const actors::department_changed& e) const {
    return {"department.changed", to_json(e.department)};
  }
  described operator()(const actors::department_removed& e) const {
    return {"department.removed", one_id("id", to_string(e.department))};
  }
  described operator()(const actors::variables_changed&) const { return {"variables.changed", {}}; }
  described operator()(const actors::resync&) const { return {"resync", {}}; }
};

} // namespace

std::string event_frame(const actors::event& what, const actors::telling& how,
                        const actors::project_view& project, const std::string& epoch,
                        std::uint64_t seq, const codec& with) {
  auto [name, data] = std::visit(describe{how, project, with}, what);
  json::object out;
  out["event"] = name;
  out["project"] = to_string(project.project.id);
  out["epoch"] = epoch;
  out["seq"] = seq;
  out["data"] = std::move(data);
  return json::serialize(out);
}

} // namespace switchboard::http
