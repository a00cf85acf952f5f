#include "storage/loose_blobs.hpp"

#include "storage/binary_arrays.hpp"
#include "storage/row_reader.hpp"

#include <pqxx/pqxx>

#include <algorithm>

namespace switchboard::storage {
namespace {

constexpr const char* loosen_sql =
    "INSERT INTO loose_blobs (blob, due_at) VALUES (decode($1, 'hex'), $2::timestamptz)"
    " ON CONFLICT DO NOTHING";

// Each use is looked up by an index of its own: a blob that nothing refers to has none in any.
constexpr const char* due_sql =
    "SELECT encode(l.blob, 'hex'),"
    " EXISTS (SELECT 1 FROM files f WHERE f.blob = l.blob)"
    " OR EXISTS (SELECT 1 FROM files f WHERE f.thumbnail = l.blob)"
    " OR EXISTS (SELECT 1 FROM clients c WHERE c.photo_blob = l.blob)"
    " OR EXISTS (SELECT 1 FROM persons s WHERE s.photo_blob = l.blob)"
    " OR EXISTS (SELECT 1 FROM projects p WHERE p.logo_blob = l.blob)"
    " FROM loose_blobs l WHERE l.due_at <= $1::timestamptz ORDER BY l.due_at LIMIT $2";

constexpr const char* forget_sql =
    "DELETE FROM loose_blobs WHERE blob = ANY(SELECT decode(b, 'hex') FROM unnest($1::text[]) b)";

constexpr const char* spare_sql =
    "UPDATE loose_blobs SET due_at = $2::timestamptz"
    " WHERE blob = ANY(SELECT decode(b, 'hex') FROM unnest($1::text[]) b)";

} // namespace

void loosen_blob(pqxx::transaction_base& tx, const std::string& blob, timestamp now) {
  if (!blob.empty()) tx.exec_params(loosen_sql, blob, sql_time(now));
}

std::vector<std::string> unused_blobs(pqxx::connection& db, timestamp now, int limit) {
  std::vector<std::string> unused;
  std::vector<std::string> used;
  {
    pqxx::nontransaction ask{db};
    for (const auto& row : ask.exec_params(due_sql, sql_time(now), limit)) {
      std::string blob;
      bool in_use = false;
      row_reader{row} >> blob >> in_use;
      (in_use ? used : unused).push_back(std::move(blob));
    }
  }
  forget_blobs(db, used);
  return unused;
}

void forget_blobs(pqxx::connection& db, const std::vector<std::string>& blobs) {
  if (blobs.empty()) return;
  pqxx::nontransaction{db}.exec_params(forget_sql, text_array(blobs));
}

void spare_blobs(pqxx::connection& db, const std::vector<std::string>& blobs, timestamp due) {
  if (blobs.empty()) return;
  pqxx::nontransaction{db}.exec_params(spare_sql, text_array(blobs), sql_time(due));
}

} // namespace switchboard::storage
