#include "storage/batch_plan.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>

namespace switchboard::storage {
namespace {

using key = std::array<std::int64_t, 4>;

key key_of(const claim_event& c) { return {c.project.value, c.channel.value}; }
key key_of(const put_client& c) { return {c.row.project.value, c.row.id.value}; }
key key_of(const put_chat& c) { return {c.row.project.value, c.row.id.value}; }
key key_of(const add_message& c) { return {c.row.project.value, c.row.chat.value, c.row.id.value}; }
key key_of(const set_message_fate& c) { return {c.project.value, c.chat.value, c.message.value}; }
key key_of(const edit_message& c) { return {c.project.value, c.chat.value, c.message.value}; }
key key_of(const delete_message& c) { return {c.project.value, c.chat.value, c.message.value}; }
key key_of(const add_file& c) { return {c.row.project.value, c.row.id.value}; }
key key_of(const set_attachment& c) {
  return {c.project.value, c.chat.value, c.message.value, c.position};
}
key key_of(const put_fetch& c) {
  return {c.row.project.value, c.row.chat.value, c.row.message.value, c.row.position};
}
key key_of(const drop_fetch& c) {
  return {c.project.value, c.chat.value, c.message.value, c.position};
}
key key_of(const put_arrival& c) {
  return {c.project.value, c.channel.value,
          static_cast<std::int64_t>(std::hash<std::string>{}(c.client))};
}
key key_of(const keep_reference& c) { return {c.project.value, c.channel.value, c.file.value}; }
key key_of(const drop_reference& c) { return {c.project.value, c.channel.value, c.file.value}; }
key key_of(const open_dialog& c) { return {c.project.value, c.chat.value, c.dialog.value}; }
key key_of(const close_dialog& c) { return {c.project.value, c.chat.value, c.dialog.value}; }
// By chat alone: dropping takes all of a chat's participants.
key key_of(const drop_participants& c) { return {c.project.value, c.chat.value}; }
key key_of(const put_participant& c) { return {c.project.value, c.chat.value}; }
key key_of(const put_timer& c) {
  return {c.row.project.value, c.row.chat.value, static_cast<std::int64_t>(c.row.kind)};
}
key key_of(const drop_timer& c) {
  return {c.project.value, c.chat.value, static_cast<std::int64_t>(c.kind)};
}
key key_of(const put_outbox& c) { return {c.project.value, c.channel.value, c.message.value}; }
key key_of(const mark_sending& c) { return {c.project.value, c.channel.value, c.message.value}; }
key key_of(const mark_queued& c) { return {c.project.value, c.channel.value, c.message.value}; }
key key_of(const drop_outbox& c) { return {c.project.value, c.channel.value, c.message.value}; }
key key_of(const count_chats& c) {
  return {c.project.value, static_cast<std::int64_t>(c.what), c.member.value, c.department.value};
}
key key_of(const set_channel_health& c) { return {c.project.value, c.channel.value}; }

key key_of(const set_poll_cursor& c) { return {c.project.value, c.channel.value}; }
key key_of(const put_card& c) { return {c.row.project.value, c.row.client.value}; }
key key_of(const add_card_change& c) {
  return {c.row.project.value, c.row.client.value, c.row.id.value};
}
key key_of(const add_client_source& c) {
  return {c.row.project.value, c.row.client.value, c.row.id.value};
}

key key_of(const change& c) {
  return std::visit([](const auto& of) { return key_of(of); }, c);
}

/// The first kind of the table that a kind writes to, where the order of kinds or a repetition
/// matters; nothing for kinds that are folded or only ever add. A message's fate, text and deletion
/// are columns of their own: their order does not matter, so each counts as a table.
constexpr std::optional<std::size_t> table_of(std::size_t kind) {
  constexpr std::size_t firsts[] = {
      kind_of<set_message_fate>(), kind_of<edit_message>(), kind_of<delete_message>(),
      kind_of<set_attachment>(),   kind_of<put_fetch>(),    kind_of<put_arrival>(),
      kind_of<keep_reference>(),   kind_of<open_dialog>(),  kind_of<drop_participants>(),
      kind_of<put_timer>(),        kind_of<put_outbox>(),   kind_of<count_chats>()};
  for (std::size_t i = 0; i + 1 < std::size(firsts); ++i)
    if (kind >= firsts[i] && kind < firsts[i + 1]) return firsts[i];
  return std::nullopt;
}

struct row_key {
  std::size_t table;
  key row;
  bool operator==(const row_key&) const = default;
};

struct row_key_hash {
  std::size_t operator()(const row_key& of) const noexcept {
    std::size_t seed = of.table;
    for (auto part : of.row) seed = (seed ^ static_cast<std::size_t>(part)) * 0x9e3779b97f4a7c15ULL;
    return seed ^ (seed >> 32);
  }
};

/// Remembers which rows the units of a wave touched, to see where the next one must not join.
class touched_rows {
public:
  bool allow(const unit& next) const {
    if (latest_.empty()) return true;
    return std::ranges::all_of(next, [this](const change& c) {
      auto table = table_of(c.index());
      if (!table) return true;
      auto seen = latest_.find(row_key{*table, key_of(c)});
      return seen == latest_.end() || seen->second < c.index();
    });
  }

  void add(const unit& joined) {
    for (const auto& c : joined)
      if (auto table = table_of(c.index())) {
        auto& kind = latest_[row_key{*table, key_of(c)}];
        kind = std::max(kind, c.index());
      }
  }

  void clear() { latest_.clear(); }

private:
  std::unordered_map<row_key, std::size_t, row_key_hash> latest_;
};

bool same_row(const change* a, const change* b) { return key_of(*a) == key_of(*b); }

void sort_by_key(std::vector<const change*>& rows) {
  if (rows.size() < 2) return;
  std::ranges::stable_sort(rows, {}, [](const change* c) { return key_of(*c); });
}

/// Of rows with the same key, sorted and in order of time, keeps the last.
void keep_last(std::vector<const change*>& rows) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (i + 1 == rows.size() || !same_row(rows[i], rows[i + 1])) rows[kept++] = rows[i];
  rows.resize(kept);
}

} // namespace

batch_plan::batch_plan(std::span<const unit* const> units) {
  waves_.emplace_back();
  touched_rows touched;
  for (const unit* next : units) {
    if (!touched.allow(*next)) {
      waves_.emplace_back();
      touched.clear();
    }
    touched.add(*next);
    for (const auto& c : *next)
      if (!std::holds_alternative<claim_event>(c)) waves_.back()[c.index()].push_back(&c);
  }
  for (auto& one : waves_) fold(one);
}

void batch_plan::fold(wave& of) {
  for (auto& rows : of) sort_by_key(rows);
  keep_last(of[kind_of<put_client>()]);
  keep_last(of[kind_of<put_chat>()]);
  sum_counters(of[kind_of<count_chats>()]);
  keep_last(of[kind_of<set_poll_cursor>()]);
  merge_health(of[kind_of<set_channel_health>()]);
  keep_last(of[kind_of<put_card>()]);
}

void batch_plan::sum_counters(std::vector<const change*>& rows) {
  std::vector<const change*> sums;
  for (std::size_t i = 0; i < rows.size();) {
    auto sum = std::get<count_chats>(*rows[i]);
    const auto* first = rows[i];
    while (++i < rows.size() && same_row(first, rows[i]))
      sum.delta += std::get<count_chats>(*rows[i]).delta;
    if (sum.delta != 0) sums.push_back(&folded_.emplace_back(sum));
  }
  rows = std::move(sums);
}

void batch_plan::merge_health(std::vector<const change*>& rows) {
  std::vector<const change*> merged;
  for (std::size_t i = 0; i < rows.size();) {
    auto last = std::get<set_channel_health>(*rows[i]);
    const auto* first = rows[i];
    while (++i < rows.size() && same_row(first, rows[i])) {
      auto earlier = std::exchange(last, std::get<set_channel_health>(*rows[i]));
      if (!last.last_error_at) last.last_error_at = earlier.last_error_at;
      if (!last.last_inbound_at) last.last_inbound_at = earlier.last_inbound_at;
    }
    merged.push_back(&folded_.emplace_back(std::move(last)));
  }
  rows = std::move(merged);
}

} // namespace switchboard::storage
