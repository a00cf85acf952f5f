#include "actors/domain/permissions.hpp"
#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/files/links.hpp"
#include "storage/told_changes.hpp"

namespace switchboard::http {

namespace {

json::array ids_json(const auto& ids) {
  json::array out;
  for (const auto id : ids) out.emplace_back(json::string_view{to_string(id)});
  return out;
}

json::array sources_json(const std::vector<storage::source_row>& sources) {
  json::array out;
  for (const auto& one : sources) {
    json::object source;
    source["kind"] = word(source_kinds, one.kind);
    source["source"] = one.source;
    out.push_back(std::move(source));
  }
  return out;
}

} // namespace

json::value logo_url(const std::string& blob, const codec& with) {
  if (blob.empty()) return nullptr;
  return json::value(json::string_view{with.links.make(blob, "image/png", "logo.png")});
}

json::value picture_url(const std::string& blob, const codec& with) {
  if (blob.empty()) return nullptr;
  return json::value(json::string_view{with.links.make(blob, "image/jpeg", "photo.jpg")});
}

json::object permissions_json(storage::role role, storage::forbidden_set forbidden) {
  storage::member_row member;
  member.role = role;
  member.forbidden = forbidden;
  json::object out;
  for (std::size_t i = 0; i < storage::permission_count; ++i)
    out[storage::permission_words[i]] =
        actors::domain::allowed(member, static_cast<storage::permission>(i));
  return out;
}

json::object to_json(const storage::membership_row& of, const codec& with) {
  const auto& project = of.project;
  json::object out;
  out["id"] = text_of(project.id);
  out["name"] = project.name;
  out["time_zone"] = project.time_zone;
  out["role"] = word_of(of.role);
  out["created_at"] = to_rfc3339(project.created_at);
  out["color"] = project.color;
  out["logo_url"] = logo_url(project.logo_blob, with);
  out["return_to_manager"] = project.return_to_manager;
  out["assignment"] = word(storage::assignment_words, project.assignment);
  out["assignment_cap"] = project.assignment_cap;
  out["permissions"] = permissions_json(of.role, of.forbidden);
  out["forbidden_departments"] = ids_json(of.forbidden_departments);
  return out;
}

json::object to_json(const storage::project_row& project, const storage::member_row& viewer,
                     const codec& with) {
  return to_json(
      storage::membership_row{project, viewer.role, viewer.forbidden, viewer.forbidden_departments},
      with);
}

json::object to_json(const storage::member_row& member, const codec& with) {
  json::object out;
  out["id"] = text_of(member.id);
  out["name"] = member.name;
  out["email"] = member.email;
  out["role"] = word_of(member.role);
  out["photo_url"] = picture_url(member.photo_blob, with);
  out["permissions"] = permissions_json(member.role, member.forbidden);
  out["forbidden_departments"] = ids_json(member.forbidden_departments);
  out["away"] = member.away;
  return out;
}

json::object to_json(const storage::department_row& department) {
  json::object out;
  out["id"] = text_of(department.id);
  out["name"] = department.name;
  out["members"] = ids_json(department.members);
  out["sources"] = sources_json(department.sources);
  out["assignment"] = department.assignment
                          ? json::value(word(storage::assignment_words, *department.assignment))
                          : json::value{};
  out["assignment_cap"] =
      department.assignment_cap ? json::value(*department.assignment_cap) : json::value{};
  out["created_at"] = to_rfc3339(department.created_at);
  return out;
}

json::object presence_json(person_id member, const actors::team_member_state& state) {
  json::object out;
  out["member"] = text_of(member);
  out["presence"] = word(presences, state.presence);
  out["holds"] = state.holds;
  return out;
}

json::object counters_json(const actors::tab_numbers& numbers) {
  json::object out;
  out["new"] = numbers.fresh;
  out["mine"] = numbers.mine;
  out["others"] = numbers.others;
  out["done"] = numbers.done;
  return out;
}

} // namespace switchboard::http
