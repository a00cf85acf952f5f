#include "bench/rivals/ceiling/lane.hpp"

#include "bench/load/phrases.hpp"
#include "bench/load/updates.hpp"

#include <array>
#include <chrono>
#include <stdexcept>

namespace switchboard::bench {

namespace {

constexpr std::uint32_t int8_oid = 20;
constexpr std::uint32_t text_oid = 25;
constexpr std::uint32_t timestamptz_oid = 1184;
constexpr std::uint32_t int8_array_oid = 1016;
constexpr std::uint32_t text_array_oid = 1009;
constexpr std::uint32_t timestamptz_array_oid = 1185;

constexpr std::uint32_t projects = 4;
constexpr std::uint32_t bots = 20;
/// The long phrases are ASCII and the others shorter: no code point is cut.
constexpr std::size_t preview_bytes = 200;
constexpr std::int64_t postgres_epoch_s = 946'684'800;

/// Kinds of the two statements' parameters, in their order.
constexpr auto event_types = std::to_array<std::uint32_t>(
    {int8_oid, int8_oid, text_oid, int8_oid, int8_oid, timestamptz_oid, int8_oid, text_oid});
constexpr auto chat_types = std::to_array<std::uint32_t>(
    {int8_oid, int8_oid, int8_oid, int8_oid, text_oid, timestamptz_oid});

constexpr auto store_sql = R"(
WITH claimed AS (
  INSERT INTO inbound (project_id, channel_id, event_key, kind, chat_id, message_id, received_at)
  SELECT p, c, k, 0, h, m, t FROM unnest($1, $2, $3, $4, $5, $6) AS e(p, c, k, h, m, t)
  ON CONFLICT DO NOTHING
), said AS (
  INSERT INTO messages (project_id, chat_id, id, dialog_id, kind, content, status, action, text,
                        external_id, client_key, error_code, error_text, created_at)
  SELECT p, h, m, d, 0, 0, 0, 0, x, k, '', '', '', t
  FROM unnest($1, $4, $5, $7, $8, $3, $6) AS e(p, h, m, d, x, k, t)
)
UPDATE chats SET unread = e.unread, activity = e.message, last_message = e.message,
                 last_text = e.words, last_at = e.at, version = e.unread
FROM unnest($9, $10, $11, $12, $13, $14) AS e(project, chat, unread, message, words, at)
WHERE project_id = e.project AND id = e.chat)";

constexpr auto clients_sql = R"(
INSERT INTO clients SELECT 1 + n % 4, 1 + n, 1 + n % 20, (5000000000 + n)::text, 'Ira', 'Kovalenko',
                           '', 'uk', true, now()
FROM generate_series(0, $1::bigint - 1) AS n ON CONFLICT DO NOTHING)";

constexpr auto chats_sql = R"(
INSERT INTO chats SELECT 1 + n % 4, 1 + n, 1 + n % 20, 0, NULL, 1 + n, 1, 0, now(), false, n, 0, 0, 0, 0,
                         '', now(), 0, now()
FROM generate_series(0, $1::bigint - 1) AS n ON CONFLICT DO NOTHING)";

void check(PGconn* connection, PGresult* result) {
  const auto status = ::PQresultStatus(result);
  ::PQclear(result);
  if (status != PGRES_COMMAND_OK) throw std::runtime_error{::PQerrorMessage(connection)};
}

std::unique_ptr<PGconn, void (*)(PGconn*)> connect(const std::string& database) {
  std::unique_ptr<PGconn, void (*)(PGconn*)> made{::PQconnectdb(database.c_str()), ::PQfinish};
  if (::PQstatus(made.get()) != CONNECTION_OK) {
    throw std::runtime_error{::PQerrorMessage(made.get())};
  }
  return made;
}

std::int64_t postgres_now_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count() -
         postgres_epoch_s * 1'000'000;
}

/// The same texts as in the load.
std::string text_of(std::int64_t number) {
  std::string text{phrases[static_cast<std::size_t>(number) % phrases.size()]};
  return text.append(" (").append(text_mark).append(std::to_string(number)).append(")");
}

std::uint32_t array_of(std::uint32_t type) {
  if (type == int8_oid) return int8_array_oid;
  return type == text_oid ? text_array_oid : timestamptz_array_oid;
}

} // namespace

lane::lane(const std::string& database, std::uint32_t number, std::uint32_t lanes,
           std::uint32_t clients, std::int64_t first)
    : connection_(connect(database)),
      number_(number),
      lanes_(lanes),
      chats_(clients),
      random_(number + 1),
      next_(first + number) {
  std::vector<Oid> types;
  for (const auto type : event_types) {
    events_.emplace_back(type);
    types.push_back(array_of(type));
  }
  for (const auto type : chat_types) {
    rows_.emplace_back(type);
    types.push_back(array_of(type));
  }
  check(connection_.get(), ::PQprepare(connection_.get(), "store", store_sql,
                                       static_cast<int>(types.size()), types.data()));
}

void lane::prepare(const std::string& database, std::uint32_t clients) {
  const auto connection = connect(database);
  const auto count = std::to_string(clients);
  const char* parameter = count.c_str();
  for (const auto* sql : {clients_sql, chats_sql}) {
    check(connection.get(),
          ::PQexecParams(connection.get(), sql, 1, nullptr, &parameter, nullptr, nullptr, 0));
  }
}

void lane::fill(std::uint32_t size) {
  for (auto& array : events_) array.clear();
  for (auto& array : rows_) array.clear();
  touched_.clear();
  ++batch_;
  const auto now = postgres_now_us();
  const auto own = static_cast<std::uint32_t>(chats_.size()) / lanes_;
  for (std::uint32_t i = 0; i < size; ++i) {
    const auto client = static_cast<std::uint32_t>(random_() % own) * lanes_ + number_;
    auto& chat = chats_[client];
    const auto id = next_;
    next_ += lanes_;
    if (chat.batch != batch_) touched_.push_back(client);
    chat.batch = batch_;
    chat.unread += 1;
    chat.last_message = id;
    const auto key = std::to_string(id);
    events_[0].add(1 + client % projects);
    events_[1].add(1 + client % bots);
    events_[2].add(key);
    events_[3].add(1 + client);
    events_[4].add(id);
    events_[5].add(now);
    events_[6].add(1 + client);
    events_[7].add(text_of(id));
  }
  for (const auto client : touched_) {
    const auto& chat = chats_[client];
    rows_[0].add(1 + client % projects);
    rows_[1].add(1 + client);
    rows_[2].add(chat.unread);
    rows_[3].add(chat.last_message);
    rows_[4].add(std::string_view{text_of(chat.last_message)}.substr(0, preview_bytes));
    rows_[5].add(now);
  }
}

void lane::store(std::uint32_t size) {
  fill(size);
  std::array<const char*, event_types.size() + chat_types.size()> values{};
  std::array<int, values.size()> lengths{};
  std::array<int, values.size()> formats{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& bytes = (i < events_.size() ? events_[i] : rows_[i - events_.size()]).finish();
    values[i] = bytes.data();
    lengths[i] = static_cast<int>(bytes.size());
    formats[i] = 1;
  }
  check(connection_.get(),
        ::PQexecPrepared(connection_.get(), "store", static_cast<int>(values.size()), values.data(),
                         lengths.data(), formats.data(), 0));
}

} // namespace switchboard::bench
