#include "storage/writer.hpp"

#include "config/log.hpp"
#include "storage/batch_plan.hpp"
#include "storage/link.hpp"

#include <pqxx/pqxx>

#include <algorithm>
#include <chrono>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

namespace switchboard::storage {
namespace {

/// How often a batch that lost against another transaction is tried again.
constexpr int repeat_limit = 10;

/// A unit with several claims lost one of them: what its others won must not stay.
struct partly_claimed {};

/// A claim and the place of its unit in the batch.
struct claim {
  const claim_event* event;
  std::size_t unit;
};

std::vector<claim> sorted_claims(std::span<const unit* const> units) {
  std::vector<claim> all;
  all.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i)
    for (const auto& c : *units[i])
      if (const auto* event = std::get_if<claim_event>(&c)) all.push_back({event, i});
  std::ranges::stable_sort(all, [](const claim& a, const claim& b) {
    return std::tie(a.event->project, a.event->channel, a.event->key) <
           std::tie(b.event->project, b.event->channel, b.event->key);
  });
  return all;
}

bool same_event(const claim_event& a, const claim_event& b) {
  return a.channel == b.channel && a.project == b.project && a.key == b.key;
}

bool has_many_claims(const unit& of) {
  return std::ranges::count_if(
             of, [](const change& c) { return std::holds_alternative<claim_event>(c); }) > 1;
}

} // namespace

struct writer::impl {
  enum class verdict { stored, at_fault, away };

  explicit impl(std::string address) : url(std::move(address)) {}

  bool connected();
  verdict store(std::span<const unit* const> units, std::span<stored> outcomes);
  void transact(std::span<const unit* const> units, std::span<stored> outcomes);
  void claim_all(pqxx::work& tx, std::span<const unit* const> units, std::span<stored> outcomes);
  pqxx::result execute(pqxx::work& tx, std::size_t kind);
  void store_attachments(pqxx::work& tx, const std::vector<const change*>& messages);

  std::string url;
  std::unique_ptr<pqxx::connection> db;
  std::chrono::steady_clock::time_point next_attempt{};
  std::array<binary_arrays, change_kinds> arrays;
  binary_arrays attachments;
};

bool writer::impl::connected() {
  using clock = std::chrono::steady_clock;
  if (db && went_stale(*db)) db.reset();
  if (db) return true;
  if (clock::now() < next_attempt) return false;
  try {
    db = connect(url);
    for (const auto& one : statements) db->prepare(one.name, one.sql);
    db->prepare(add_attachments.name, add_attachments.sql);
    return true;
  } catch (const std::exception&) {
    log::warn("database not reachable for writing", {{"why", words_of_current_exception()}});
    db.reset();
    next_attempt = clock::now() + reconnect_pause;
    return false;
  }
}

pqxx::result writer::impl::execute(pqxx::work& tx, std::size_t kind) {
  auto parameters = arrays[kind].take();
  return tx.exec_prepared(statements[kind].name, pqxx::prepare::make_dynamic_params(parameters));
}

void writer::impl::store_attachments(pqxx::work& tx, const std::vector<const change*>& messages) {
  attachments.clear();
  for (const auto* one : messages) write_attachments(attachments, std::get<add_message>(*one).row);
  if (attachments.rows() == 0) return;
  auto parameters = attachments.take();
  tx.exec_prepared(add_attachments.name, pqxx::prepare::make_dynamic_params(parameters));
}

void writer::impl::claim_all(pqxx::work& tx, std::span<const unit* const> units,
                             std::span<stored> outcomes) {
  auto claims = sorted_claims(units);
  auto& rows = arrays[kind_of<claim_event>()];
  rows.clear();
  const auto lose = [&](const claim& lost) {
    if (units.size() > 1 && has_many_claims(*units[lost.unit])) throw partly_claimed{};
    outcomes[lost.unit] = stored::duplicate;
  };
  std::vector<claim> sent;
  sent.reserve(claims.size());
  for (const auto& next : claims) {
    if (!sent.empty() && same_event(*sent.back().event, *next.event)) {
      if (sent.back().unit != next.unit) lose(next);
      continue;
    }
    sent.push_back(next);
    write_row(rows, *next.event);
  }
  if (sent.empty()) return;
  auto won = execute(tx, kind_of<claim_event>());
  if (won.size() == sent.size()) return;
  std::set<std::pair<std::int64_t, std::string_view>> kept;
  for (const auto& row : won)
    kept.emplace(row[0].as<std::int64_t>(), std::string_view{row[1].c_str(), row[1].size()});
  for (const auto& one : sent)
    if (!kept.contains({one.event->channel.value, one.event->key})) lose(one);
}

void writer::impl::transact(std::span<const unit* const> units, std::span<stored> outcomes) {
  std::ranges::fill(outcomes, stored::yes);
  pqxx::work tx{*db};
  claim_all(tx, units, outcomes);
  std::vector<const unit*> winners;
  winners.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i)
    if (outcomes[i] == stored::yes) winners.push_back(units[i]);
  if (winners.empty()) return;
  batch_plan plan{winners};
  for (const auto& wave : plan.waves())
    for (std::size_t kind = 0; kind < change_kinds; ++kind) {
      if (wave[kind].empty()) continue;
      arrays[kind].clear();
      for (const auto* row : wave[kind]) write_row(arrays[kind], *row);
      execute(tx, kind);
      if (kind == kind_of<add_message>()) store_attachments(tx, wave[kind]);
    }
  tx.commit();
}

writer::impl::verdict writer::impl::store(std::span<const unit* const> units,
                                          std::span<stored> outcomes) {
  for (int tries = 0; tries < repeat_limit; ++tries) {
    try {
      transact(units, outcomes);
      return verdict::stored;
    } catch (const partly_claimed&) {
      return verdict::at_fault;
    } catch (const std::exception&) {
      auto what = remedy_for_current_exception();
      if (what == remedy::repeat) continue;
      auto why = words_of_current_exception();
      if (what == remedy::give_up) {
        log::warn("storing failed", {{"units", units.size()}, {"why", why}});
        return verdict::at_fault;
      }
      log::warn("database lost while storing", {{"units", units.size()}, {"why", why}});
      db.reset();
      return verdict::away;
    }
  }
  log::warn("storing lost against others too often", {{"units", units.size()}});
  return verdict::away;
}

writer::writer(std::string database_url) : impl_(std::make_unique<impl>(std::move(database_url))) {}
writer::~writer() = default;
writer::writer(writer&&) noexcept = default;

std::vector<stored> writer::commit(const std::vector<unit>& batch) {
  std::vector<stored> outcomes(batch.size(), stored::unavailable);
  if (batch.empty() || !impl_->connected()) return outcomes;
  std::vector<const unit*> units;
  units.reserve(batch.size());
  for (const auto& one : batch) units.push_back(&one);

  using verdict = impl::verdict;
  auto together = impl_->store(units, outcomes);
  if (together == verdict::stored) return outcomes;
  std::ranges::fill(outcomes, stored::unavailable);
  if (together == verdict::away) return outcomes;
  if (units.size() == 1) {
    outcomes[0] = stored::refused;
    return outcomes;
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    auto alone = impl_->store(std::span{units}.subspan(i, 1), std::span{outcomes}.subspan(i, 1));
    if (alone == verdict::at_fault) outcomes[i] = stored::refused;
    if (alone == verdict::away) {
      outcomes[i] = stored::unavailable;
      break;
    }
  }
  return outcomes;
}

} // namespace switchboard::storage
