#pragma once

#include "config/clock.hpp"
#include "config/ids.hpp"
#include "storage/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Mail on its way out: written in the transaction of what it tells, gone when it was handed over
/// or given up.
namespace switchboard::storage {

struct mail_row {
  mail_id id;
  std::string recipient; ///< an e-mail address
  std::string subject;
  std::string body; ///< plain text
  std::int32_t attempts = 0;
  timestamp due_at{};
  timestamp created_at{};
};

/// Due at once.
void add_mail(pqxx::transaction_base& tx, const mail_row& mail);
/// Those that are due, oldest first.
std::vector<mail_row> due_mails(pqxx::connection& db, timestamp now, int limit);
/// When the next one is due; nothing when there is none.
std::optional<timestamp> next_mail_due(pqxx::connection& db);
void postpone_mail(pqxx::connection& db, mail_id mail, std::int32_t attempts, timestamp due_at);
void drop_mail(pqxx::connection& db, mail_id mail);

} // namespace switchboard::storage
