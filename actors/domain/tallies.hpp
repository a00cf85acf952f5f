#pragma once

#include "actors/domain/chat.hpp"
#include "actors/events.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace switchboard::actors::domain {

/// The numbers of a project's tabs (INB-1, TEAM-5), kept as chats move; each member is told what
/// their rights let them see.
class tallies {
public:
  tallies() = default;
  explicit tallies(const std::vector<storage::counter_row>& rows);

  void move(const counter_delta& delta);

  tab_numbers of(const project_view& project, person_id member) const;
  /// Chats the member is responsible for.
  std::int64_t held_by(person_id member) const;
  const std::unordered_map<person_id, std::int64_t>& held() const { return held_; }

private:
  using by_department = std::unordered_map<department_id, std::int64_t>;
  by_department& place_of(storage::counted what, person_id member);

  by_department fresh_;
  by_department active_;
  by_department done_;
  std::unordered_map<person_id, by_department> mine_;
  std::unordered_map<person_id, std::int64_t> held_;
};

} // namespace switchboard::actors::domain
