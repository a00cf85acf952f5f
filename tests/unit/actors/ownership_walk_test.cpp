#include "actors/domain/chat_steps.hpp"
#include "actors/domain/permissions.hpp"
#include "tests/unit/actors/rules_stage.hpp"

#include <cstdlib>
#include <map>
#include <random>
#include <tuple>

#define CAF_SUITE ownership_walk
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::actors::domain;
using namespace switchboard::test;
using storage::action;
using storage::chat_state;
using storage::participant_role;

namespace {

/// What a reader knows who has only the system lines (CHT-4).
struct retold {
  chat_state state = chat_state::fresh;
  person_id responsible;
  std::vector<person_id> added;
  person_id offered;
  department_id department;

  void hear(const storage::message_row& line);

private:
  void nobody(chat_state next) {
    state = next;
    responsible = {};
    added.clear();
    offered = {};
  }
  void lead(person_id who) {
    state = chat_state::active;
    responsible = who;
    std::erase(added, who);
    offered = {};
  }
};

void retold::hear(const storage::message_row& line) {
  const person_id subject{line.subject};
  switch (line.action) {
    case action::opened: nobody(chat_state::fresh); break;
    case action::took: lead(line.author); break;
    case action::assigned:
    case action::returned: lead(subject); break;
    case action::took_over:
    case action::accepted: lead(line.author); break;
    case action::closed: nobody(chat_state::done); break;
    case action::passed: offered = subject; break;
    case action::declined:
    case action::expired:
    case action::withdrew: offered = {}; break;
    case action::added: added.push_back(subject); break;
    case action::removed: std::erase(added, subject); break;
    case action::left: std::erase(added, line.author); break;
    case action::forwarded:
      nobody(chat_state::fresh);
      department = department_id{line.subject};
      break;
    case action::routed: department = department_id{line.subject}; break;
    case action::undepartmented: department = {}; break;
    case action::released:
      if (responsible == subject) nobody(chat_state::fresh);
      std::erase(added, subject);
      if (offered == subject) offered = {};
      break;
    default: break;
  }
}

using totals = std::map<std::tuple<storage::counted, department_id, person_id>, std::int64_t>;

/// The numbers a chat should add to the tabs.
totals numbers_of(const chat_model& model) {
  totals sum;
  for (const auto& one : deltas_of({}, facts_of(model)))
    sum[{one.what, one.department, one.member}] += one.by;
  return sum;
}

class walk {
public:
  explicit walk(unsigned seed) : dice_(seed) {
    project_ = team;
    for (const auto department : {sales, support}) {
      project_.departments[department].id = department;
      project_.departments[department].name = "d";
    }
  }

  void step() {
    shake_team();
    auto made = anything();
    if (!made) return;
    ++taken;
    for (const auto* one : all<storage::add_message>(*made)) retold_.hear(one->row);
    for (const auto& one : made->counters) sums_[{one.what, one.department, one.member}] += one.by;
    model_ = made->next;
  }

  /// Empty if all rules hold.
  std::string broken() {
    const auto& chat = model_.chat;
    const auto leaders =
        std::count_if(model_.participants.begin(), model_.participants.end(),
                      [](const auto& one) { return one.role == participant_role::responsible; });
    if (model_.exists && leaders != (chat.state == chat_state::active ? 1 : 0)) return "leaders";
    if (leaders == 1 && model_.participants.front().member != chat.responsible) return "leader";
    if (chat.state != chat_state::active && (!model_.participants.empty() || chat.offered_to))
      return "holders of a chat that is not active";
    if (!told_the_same()) return "lines";
    std::erase_if(sums_, [](const auto& one) { return one.second == 0; });
    if (model_.exists && sums_ != numbers_of(model_)) return "numbers";
    return {};
  }

  int taken = 0;

private:
  static constexpr department_id sales{50};
  static constexpr department_id support{51};

  template <class T>
  T one_of(std::initializer_list<T> among) {
    return *(among.begin() + static_cast<std::ptrdiff_t>(dice_() % among.size()));
  }
  person_id somebody() { return one_of({anna, boris, clara, olga}); }

  /// Now and then somebody leaves, comes back or is barred; a department goes or comes.
  void shake_team() {
    if (dice_() % 40 == 0) project_.members.erase(somebody());
    if (dice_() % 30 == 0)
      for (const auto& [id, member] : team.members) project_.members[id] = member;
    if (dice_() % 60 == 0)
      if (const auto found = project_.members.find(somebody()); found != project_.members.end())
        found->second.forbidden ^= 1U << static_cast<unsigned>(storage::permission::tab_mine);
    if (dice_() % 80 == 0) project_.departments.erase(sales);
    if (dice_() % 50 == 0) {
      project_.departments[sales].id = sales;
      project_.departments[sales].name = "d";
    }
    project_.project.return_to_manager = dice_() % 3 == 0;
  }

  template <class Made>
  static std::optional<decision> known(Made made) {
    if (made) return std::move(*made);
    return std::nullopt;
  }

  std::optional<decision> anything() {
    now_ += std::chrono::seconds{1};
    const auto when = at(now_, project_);
    if (!model_.exists || dice_() % 12 == 0)
      return on_event(model_, from, wrote("hello"), {}, "", when);
    const auto by = somebody();
    switch (dice_() % 14) {
      case 0: return known(on_take(model_, by, when));
      case 1: return known(on_take_over(model_, by, when));
      case 2: return known(on_transfer(model_, by, somebody(), when));
      case 3: return known(on_accept(model_, by, when));
      case 4: return known(on_decline(model_, by, when));
      case 5: return known(on_add(model_, by, somebody(), when));
      case 6: return known(on_remove(model_, by, somebody(), when));
      case 7: return known(on_leave(model_, by, when));
      case 8: return known(on_forward(model_, by, one_of({sales, support}), when));
      case 9: return known(on_close(model_, by, when));
      case 10: return on_assign(model_, by, model_.chat.turn, when);
      case 11: return on_release(model_, when);
      case 12: return on_astray(model_, when);
      default: return offer_due(when);
    }
  }
  std::optional<decision> offer_due(const moment& when) {
    if (!model_.chat.offered_at) return std::nullopt;
    return on_offer_due(model_, model_.chat.offered_at->time_since_epoch().count(), when);
  }

  bool told_the_same() {
    if (!model_.exists) return true;
    std::vector<person_id> added;
    person_id responsible;
    for (const auto& one : model_.participants) {
      if (one.role == participant_role::responsible) responsible = one.member;
      if (one.role == participant_role::added) added.push_back(one.member);
    }
    std::sort(added.begin(), added.end());
    auto heard = retold_.added;
    std::sort(heard.begin(), heard.end());
    return retold_.state == model_.chat.state && retold_.responsible == responsible &&
           heard == added && retold_.offered == model_.chat.offered_to &&
           retold_.department == model_.chat.department;
  }

  std::mt19937 dice_;
  project_view project_;
  chat_model model_;
  retold retold_;
  totals sums_;
  std::chrono::seconds now_{0};
};

unsigned seed_of_run() {
  const char* told = std::getenv("SWITCHBOARD_WALK_SEED");
  return told ? static_cast<unsigned>(std::strtoul(told, nullptr, 10)) : std::random_device{}();
}

} // namespace

CAF_TEST(HIE-2: whatever people do in whatever order one member at most is responsible and the lines tell all) {
  const auto seed = seed_of_run();
  constexpr int walks = 50;
  constexpr int steps = 400;
  int taken = 0;
  for (int i = 0; i < walks; ++i) {
    walk one{seed + static_cast<unsigned>(i)};
    for (int n = 0; n < steps; ++n) {
      one.step();
      const auto rule = one.broken();
      if (!rule.empty())
        CAF_FAIL("broken: " << rule << "; SWITCHBOARD_WALK_SEED=" << seed + static_cast<unsigned>(i)
                            << ", step " << n);
    }
    taken += one.taken;
  }
  CAF_CHECK(taken > walks * steps / 10);
}
