#pragma once

#include "actors/events.hpp"
#include "storage/model.hpp"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

/// Who is given an appeal that nobody has to take by hand (INB-8). Pure.
namespace switchboard::actors::domain {

/// The rule that holds in a department: its own, or the project's.
struct assignment_rule {
  storage::assignment how = storage::assignment::by_hand;
  std::int64_t cap = 0; ///< chats a member is responsible for at most; 0 = no cap
  friend bool operator==(const assignment_rule&, const assignment_rule&) = default;
};
assignment_rule rule_of(const project_view& project, department_id department);

/// Departments with a rule other than by hand, 0 among them if the project itself has one.
std::vector<department_id> departments_with_rules(const project_view& project);

/// What is known of the team, and whose turn was last.
class assignment_state {
public:
  void set_presence(person_id member, presence now);
  void move_held(person_id member, std::int64_t by);
  void reset_held(std::unordered_map<person_id, std::int64_t> held);
  /// Given, and the chat has not said so yet.
  void expect(person_id member) { ++expected_[member]; }
  void expect_no_more(person_id member);

  /// Who is given an appeal of the department now: somebody who is there, sees the department, may
  /// take appeals and is below the cap. Round robin goes on after the one who was last.
  std::optional<person_id> choose(const project_view& project, department_id department);

private:
  std::int64_t load_of(person_id member) const;

  std::unordered_map<person_id, presence> there_;
  std::unordered_map<person_id, std::int64_t> held_;
  std::unordered_map<person_id, std::int64_t> expected_;
  std::map<department_id, person_id> last_;
};

} // namespace switchboard::actors::domain
