#include "storage/accounts.hpp"
#include "storage/pool.hpp"
#include "storage/reads.hpp"
#include "storage/row_reader.hpp"
#include "storage/violations.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

const std::string& channel_columns() {
  static const std::string columns =
      "project_id, id, platform, external_id, name, username, hook_key, welcome, "
      "message_type, token, secret, poll_cursor, mode, state, problem, last_error, " +
      epoch_ms("last_error_at") + ", " + epoch_ms("last_inbound_at") + ", " +
      epoch_ms("created_at");
  return columns;
}

const std::string& all_channels_sql() {
  static const std::string sql =
      "SELECT " + channel_columns() +
      " FROM channels WHERE project_id IN (SELECT p.id FROM projects p WHERE p.deleted_at IS NULL)"
      " ORDER BY project_id, id";
  return sql;
}

const std::string& channels_of_sql() {
  static const std::string sql =
      "SELECT " + channel_columns() + " FROM channels WHERE project_id = $1 ORDER BY id";
  return sql;
}

const std::string& find_channel_sql() {
  static const std::string sql =
      "SELECT " + channel_columns() + " FROM channels WHERE project_id = $1 AND id = $2";
  return sql;
}

// Where polling stands is the poller's to say (set_poll_cursor), whoever changes settings
// meanwhile.
constexpr const char* put_channel_sql =
    "INSERT INTO channels (project_id, id, platform, external_id, name, username, hook_key,"
    " welcome, message_type, token, secret, poll_cursor, mode, state, problem, last_error,"
    " last_error_at, last_inbound_at, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::bytea, $11::bytea, $12, $13, $14, $15,"
    " $16, $17::timestamptz, $18::timestamptz, $19::timestamptz)"
    " ON CONFLICT (project_id, id) DO UPDATE SET external_id = EXCLUDED.external_id,"
    " name = EXCLUDED.name, username = EXCLUDED.username, hook_key = EXCLUDED.hook_key,"
    " welcome = EXCLUDED.welcome, message_type = EXCLUDED.message_type,"
    " token = EXCLUDED.token, secret = EXCLUDED.secret, mode = EXCLUDED.mode,"
    " state = EXCLUDED.state, problem = EXCLUDED.problem, last_error = EXCLUDED.last_error,"
    " last_error_at = EXCLUDED.last_error_at, last_inbound_at = EXCLUDED.last_inbound_at";

/// What a sealed value belongs to, so that it cannot be moved to another channel or column.
std::string bound_to(channel_id channel, const char* what) {
  return "channel:" + to_string(channel) + ':' + what;
}

pqxx::binarystring sealed(const sealer& keys, const std::string& plain, channel_id channel,
                          const char* what) {
  return pqxx::binarystring{keys.seal(plain, bound_to(channel, what))};
}

std::string opened(const sealer& keys, const std::string& bytes, channel_id channel,
                   const char* what) {
  auto plain = keys.open(bytes, bound_to(channel, what));
  if (!plain)
    throw refusal{fail(errc::bad_key, std::string{"the "} + what + " of channel " +
                                          to_string(channel) +
                                          " was sealed with another key than this server's")};
  return std::move(*plain);
}

channel_row read_channel(const pqxx::row& row, const sealer& keys) {
  channel_row made;
  std::string token;
  std::string secret;
  row_reader from{row};
  from >> made.project >> made.id >> made.platform >> made.external_id >> made.name >>
      made.username >> made.hook_key >> made.welcome >> made.message_type;
  from.bytes(token).bytes(secret);
  from >> made.poll_cursor >> made.mode >> made.state >> made.problem >> made.last_error >>
      made.last_error_at >> made.last_inbound_at >> made.created_at;
  made.token = opened(keys, token, made.id, "token");
  made.secret = opened(keys, secret, made.id, "secret");
  return made;
}

std::vector<channel_row> read_all(const pqxx::result& rows, const sealer& keys) {
  std::vector<channel_row> all;
  all.reserve(rows.size());
  for (const auto& row : rows) all.push_back(read_channel(row, keys));
  return all;
}

/// A time, or NULL: exec_params takes a null pointer for it.
class nullable_time {
public:
  explicit nullable_time(const std::optional<timestamp>& at)
      : text_(at ? sql_time(*at) : std::string{}) {}
  const char* get() const { return text_.empty() ? nullptr : text_.c_str(); }

private:
  std::string text_;
};

} // namespace

std::vector<channel_row> load_channels(pqxx::connection& db, const sealer& keys) {
  pqxx::nontransaction ask{db};
  return read_all(ask.exec(all_channels_sql()), keys);
}

std::vector<channel_row> channels_of(pqxx::connection& db, project_id project, const sealer& keys) {
  pqxx::nontransaction ask{db};
  return read_all(ask.exec_params(channels_of_sql(), project.value), keys);
}

std::optional<channel_row> find_channel(pqxx::connection& db, project_id project,
                                        channel_id channel, const sealer& keys) {
  pqxx::nontransaction ask{db};
  auto rows = ask.exec_params(find_channel_sql(), project.value, channel.value);
  if (rows.empty()) return std::nullopt;
  return read_channel(rows.front(), keys);
}

result<void> put_channel(pqxx::connection& db, const channel_row& channel, const sealer& keys,
                         const std::optional<audit_row>& told) {
  pqxx::work tx{db};
  nullable_time last_error_at{channel.last_error_at};
  nullable_time last_inbound_at{channel.last_inbound_at};
  try {
    tx.exec_params(put_channel_sql, channel.project.value, channel.id.value,
                   static_cast<int>(channel.platform), channel.external_id, channel.name,
                   channel.username, channel.hook_key, channel.welcome, channel.message_type,
                   sealed(keys, channel.token, channel.id, "token"),
                   sealed(keys, channel.secret, channel.id, "secret"), channel.poll_cursor,
                   static_cast<int>(channel.mode), static_cast<int>(channel.state), channel.problem,
                   channel.last_error, last_error_at.get(), last_inbound_at.get(),
                   sql_time(channel.created_at));
  } catch (const pqxx::unique_violation& e) {
    if (breaks(e, "channels_account")) return fail(errc::connected_elsewhere);
    throw;
  }
  if (told) add_audit(tx, *told);
  tx.commit();
  return {};
}

} // namespace switchboard::storage
