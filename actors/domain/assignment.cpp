#include "actors/domain/assignment.hpp"

#include "actors/domain/permissions.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors::domain {

namespace {

std::int64_t value_of(const std::unordered_map<person_id, std::int64_t>& in, person_id member) {
  const auto found = in.find(member);
  return found == in.end() ? 0 : found->second;
}

} // namespace

assignment_rule rule_of(const project_view& project, department_id department) {
  assignment_rule rule{project.project.assignment, project.project.assignment_cap};
  const auto own = project.departments.find(department);
  if (own == project.departments.end()) return rule;
  if (own->second.assignment) rule.how = *own->second.assignment;
  if (own->second.assignment_cap) rule.cap = *own->second.assignment_cap;
  return rule;
}

std::vector<department_id> departments_with_rules(const project_view& project) {
  std::vector<department_id> all;
  auto consider = [&](department_id department) {
    if (rule_of(project, department).how != storage::assignment::by_hand) all.push_back(department);
  };
  consider({});
  for (const auto& [id, department] : project.departments) consider(id);
  return all;
}

void assignment_state::set_presence(person_id member, presence now) { there_[member] = now; }

void assignment_state::move_held(person_id member, std::int64_t by) { held_[member] += by; }

void assignment_state::reset_held(std::unordered_map<person_id, std::int64_t> held) {
  held_ = std::move(held);
}

void assignment_state::expect_no_more(person_id member) {
  const auto found = expected_.find(member);
  if (found != expected_.end() && --found->second <= 0) expected_.erase(found);
}

std::int64_t assignment_state::load_of(person_id member) const {
  return value_of(held_, member) + value_of(expected_, member);
}

std::optional<person_id> assignment_state::choose(const project_view& project,
                                                  department_id department) {
  const auto rule = rule_of(project, department);
  if (rule.how == storage::assignment::by_hand) return std::nullopt;
  std::vector<person_id> fit;
  for (const auto& [member, presence] : there_) {
    if (presence != presence::online || !may_be_given(project, member, department)) continue;
    if (!allowed(project.members.at(member), storage::permission::take)) continue;
    if (rule.cap == 0 || load_of(member) < rule.cap) fit.push_back(member);
  }
  if (fit.empty()) return std::nullopt;
  std::sort(fit.begin(), fit.end());
  const auto next = std::upper_bound(fit.begin(), fit.end(), last_[department]);
  // Whose turn it is goes first among equals too, so that nobody gets all of a quiet day's appeals.
  std::rotate(fit.begin(), next, fit.end());
  auto chosen = fit.begin();
  if (rule.how == storage::assignment::least_loaded)
    chosen = std::min_element(fit.begin(), fit.end(),
                              [this](person_id a, person_id b) { return load_of(a) < load_of(b); });
  return last_[department] = *chosen;
}

} // namespace switchboard::actors::domain
