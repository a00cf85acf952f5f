#include "actors/domain/tallies.hpp"

#include "actors/domain/permissions.hpp"

namespace switchboard::actors::domain {

using storage::permission;

tallies::tallies(const std::vector<storage::counter_row>& rows) {
  for (const auto& row : rows) move({row.what, row.department, row.member, row.chats});
}

tallies::by_department& tallies::place_of(storage::counted what, person_id member) {
  if (member) return mine_[member];
  if (what == storage::counted::fresh) return fresh_;
  return what == storage::counted::active ? active_ : done_;
}

void tallies::move(const counter_delta& delta) {
  if (delta.what == storage::counted::held)
    held_[delta.member] += delta.by;
  else
    place_of(delta.what, delta.member)[delta.department] += delta.by;
}

tab_numbers tallies::of(const project_view& project, person_id member) const {
  const auto found = project.members.find(member);
  if (found == project.members.end()) return {};
  const auto& viewer = found->second;
  auto seen = [&](const by_department& in) {
    std::int64_t sum = 0;
    for (const auto& [department, chats] : in)
      if (sees_department(project, viewer, department)) sum += chats;
    return sum;
  };
  tab_numbers numbers{seen(fresh_), 0, seen(active_), seen(done_)};
  if (const auto mine = mine_.find(member); mine != mine_.end()) {
    for (const auto& [department, chats] : mine->second) numbers.mine += chats;
    numbers.others -= seen(mine->second);
  }
  if (!allowed(viewer, permission::tab_new)) numbers.fresh = 0;
  if (!allowed(viewer, permission::tab_mine)) numbers.mine = 0;
  if (!allowed(viewer, permission::tab_others)) numbers.others = 0;
  if (!allowed(viewer, permission::tab_done)) numbers.done = 0;
  return numbers;
}

std::int64_t tallies::held_by(person_id member) const {
  const auto found = held_.find(member);
  return found == held_.end() ? 0 : found->second;
}

} // namespace switchboard::actors::domain
