#include "storage/mails.hpp"

#include "storage/row_reader.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

constexpr const char* add_mail_sql =
    "INSERT INTO mails (id, recipient, subject, body, attempts, due_at, created_at)"
    " VALUES ($1, $2, $3, $4, 0, $5::timestamptz, $5::timestamptz)";

const std::string& due_mails_sql() {
  static const std::string sql = "SELECT id, recipient, subject, body, attempts, " +
                                 epoch_ms("due_at") + ", " + epoch_ms("created_at") +
                                 " FROM mails WHERE due_at <= $1::timestamptz"
                                 " ORDER BY due_at LIMIT $2";
  return sql;
}

const std::string& next_mail_due_sql() {
  static const std::string sql =
      "SELECT " + epoch_ms("due_at") + " FROM mails ORDER BY due_at LIMIT 1";
  return sql;
}

constexpr const char* postpone_mail_sql =
    "UPDATE mails SET attempts = $2, due_at = $3::timestamptz WHERE id = $1";

constexpr const char* drop_mail_sql = "DELETE FROM mails WHERE id = $1";

} // namespace

void add_mail(pqxx::transaction_base& tx, const mail_row& mail) {
  tx.exec_params(add_mail_sql, mail.id.value, mail.recipient, mail.subject, mail.body,
                 sql_time(mail.created_at));
}

std::vector<mail_row> due_mails(pqxx::connection& db, timestamp now, int limit) {
  pqxx::nontransaction ask{db};
  std::vector<mail_row> all;
  for (const auto& row : ask.exec_params(due_mails_sql(), sql_time(now), limit)) {
    auto& made = all.emplace_back();
    row_reader{row} >> made.id >> made.recipient >> made.subject >> made.body >> made.attempts >>
        made.due_at >> made.created_at;
  }
  return all;
}

std::optional<timestamp> next_mail_due(pqxx::connection& db) {
  pqxx::nontransaction ask{db};
  std::optional<timestamp> due;
  for (const auto& row : ask.exec(next_mail_due_sql())) row_reader{row} >> due;
  return due;
}

void postpone_mail(pqxx::connection& db, mail_id mail, std::int32_t attempts, timestamp due_at) {
  pqxx::nontransaction tx{db};
  tx.exec_params(postpone_mail_sql, mail.value, attempts, sql_time(due_at));
}

void drop_mail(pqxx::connection& db, mail_id mail) {
  pqxx::nontransaction tx{db};
  tx.exec_params(drop_mail_sql, mail.value);
}

} // namespace switchboard::storage
