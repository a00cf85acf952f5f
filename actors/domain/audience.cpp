#include "actors/domain/audience.hpp"

#include "actors/domain/permissions.hpp"

namespace switchboard::actors::domain {

namespace {

using form = telling::form;
using told = std::optional<form>;

/// What shows how a client can be reached.
form with_client(const project_view& project, person_id member) {
  const bool contacts = allowed(project.members.at(member), storage::permission::client_contacts);
  return contacts ? form::whole : form::no_contacts;
}

struct teller {
  const project_view& project;
  person_id member;

  told operator()(const chat_changed& e) const {
    const auto now = facts_of(e.chat.chat, e.chat.participants);
    if (sees_chat(project, member, now)) return with_client(project, member);
    if (e.before && sees_chat(project, member, *e.before)) return form::gone;
    return std::nullopt;
  }
  told operator()(const card_changed& e) const {
    if (!sees_chat(project, member, e.facts)) return std::nullopt;
    return with_client(project, member);
  }
  template <class Event>
  told operator()(const Event& e) const {
    if constexpr (requires { e.facts; }) {
      if (!sees_chat(project, member, e.facts)) return std::nullopt;
    }
    return form::whole;
  }
};

} // namespace

std::optional<telling::form> told_as(const event& what, const project_view& project,
                                     person_id member) {
  if (!project.members.contains(member)) return std::nullopt;
  return std::visit(teller{project, member}, what);
}

bool same_rights(const project_view& before, const project_view& now, person_id member) {
  const auto old = before.members.find(member);
  const auto found = now.members.find(member);
  if (old == before.members.end() || found == now.members.end()) return false;
  const auto& was = old->second;
  const auto& is = found->second;
  return was.role == is.role && was.forbidden == is.forbidden &&
         departments_seen(before, was) == departments_seen(now, is);
}

} // namespace switchboard::actors::domain
