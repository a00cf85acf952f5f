#include "http/api/sessions.hpp"

#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "storage/accounts.hpp"

namespace switchboard::http {

namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t remembered_sessions = 20'000;
constexpr std::size_t longest_user_agent = 300;

} // namespace

signed_in_ptr sessions::remembered(const std::string& hash) {
  const std::lock_guard hold{mutex_};
  const auto found = known_.find(hash);
  if (found == known_.end()) return nullptr;
  if (found->second->session.expires_at > clock_.now()) return found->second;
  known_.erase(found);
  return nullptr;
}

std::uint64_t sessions::endings() {
  const std::lock_guard hold{mutex_};
  return endings_;
}

void sessions::remember(const signed_in_ptr& who, std::uint64_t read_at) {
  const std::lock_guard hold{mutex_};
  if (endings_ != read_at) return;
  // Rare and cheap: the next request of each reads its session again.
  if (known_.size() >= remembered_sessions) known_.clear();
  known_[who->session.token_hash] = who;
}

void sessions::forget(person_id person) {
  const std::lock_guard hold{mutex_};
  ++endings_;
  std::erase_if(known_, [&](const auto& entry) { return entry.second->person.id == person; });
}

task<result<signed_in_ptr>> sessions::find(std::string_view token) {
  if (token.empty() || token.size() > 128) co_return fail(errc::auth_required);
  auto found = co_await find_hash(sha256(token));
  co_return found;
}

task<result<signed_in_ptr>> sessions::find_hash(std::string hash) {
  if (auto known = remembered(hash)) co_return known;
  const auto now = clock_.now();
  const auto read_at = endings();
  auto read = co_await ask<signed_in_ptr>(
      pool_, "find_session", [hash, now](pqxx::connection& db) -> result<signed_in_ptr> {
        auto session = storage::find_session(db, hash, now);
        if (!session) return fail(errc::auth_required);
        auto person = storage::person_by_id(db, session->person);
        if (!person) return fail(errc::auth_required);
        return signed_in_ptr{
            std::make_shared<signed_in>(signed_in{std::move(*person), std::move(*session)})};
      });
  if (read.has_value()) remember(*read, read_at);
  co_return read;
}

task<result<std::string>> sessions::begin(person_id person, std::string user_agent,
                                          std::chrono::days lifetime) {
  auto token = random_token(token_bytes);
  storage::session_row row;
  row.token_hash = sha256(token);
  row.person = person;
  row.csrf_token = random_token(token_bytes);
  row.user_agent = user_agent.substr(0, longest_user_agent);
  row.created_at = clock_.now();
  row.expires_at = row.created_at + lifetime;
  auto added =
      co_await ask<bool>(pool_, "add_session", [row](pqxx::connection& db) -> result<bool> {
        storage::add_session(db, row);
        return true;
      });
  if (!added) co_return added.error();
  co_return token;
}

task<result<void>> sessions::end(const signed_in& who) {
  const auto hash = who.session.token_hash;
  auto ended =
      co_await ask<bool>(pool_, "end_session", [hash](pqxx::connection& db) -> result<bool> {
        storage::end_session(db, hash);
        return true;
      });
  {
    const std::lock_guard hold{mutex_};
    ++endings_;
    known_.erase(hash);
  }
  if (!ended) co_return ended.error();
  co_return result<void>{};
}

} // namespace switchboard::http
