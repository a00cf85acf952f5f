#include "http/api/sessions.hpp"

#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "storage/accounts.hpp"

namespace switchboard::http {

namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t longest_token = 128;
constexpr std::size_t remembered_sessions = 20'000;
constexpr std::size_t longest_user_agent = 300;
/// How often it is written down that a session or token is in use.
constexpr std::chrono::hours touch_pause{1};

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

void sessions::touch(const signed_in_ptr& who) {
  const auto now = clock_.now();
  if (now - who->session.last_seen_at < touch_pause) return;
  auto seen = std::make_shared<signed_in>(*who);
  seen->session.last_seen_at = now;
  {
    const std::lock_guard hold{mutex_};
    const auto known = known_.find(who->session.token_hash);
    // One of those who see it at once writes it.
    if (known == known_.end() || known->second != who) return;
    known->second = std::move(seen);
  }
  pool_.run(
      "touch_session",
      [session = who->session.id, now](pqxx::connection& db) -> result<bool> {
        storage::touch_session(db, session, now);
        return true;
      },
      [](const result<bool>&) {});
}

void sessions::touch_token(const storage::api_token_row& token) {
  const auto now = clock_.now();
  if (token.last_used_at && now - *token.last_used_at < touch_pause) return;
  pool_.run(
      "touch_token",
      [project = token.project, id = token.id, now](pqxx::connection& db) -> result<bool> {
        storage::touch_token(db, project, id, now);
        return true;
      },
      [](const result<bool>&) {});
}

task<result<signed_in_ptr>> sessions::find(std::string_view token) {
  if (token.empty() || token.size() > longest_token) co_return fail(errc::auth_required);
  co_return co_await find_hash(sha256(token));
}

task<result<signed_in_ptr>> sessions::find_token(std::string_view token) {
  if (token.empty() || token.size() > longest_token) co_return fail(errc::auth_required);
  co_return co_await find_token_hash(sha256(token));
}

task<result<signed_in_ptr>> sessions::find_hash(std::string hash) {
  if (auto known = remembered(hash)) {
    touch(known);
    co_return known;
  }
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
  if (read.has_value()) {
    remember(*read, read_at);
    touch(*read);
  }
  co_return read;
}

task<result<signed_in_ptr>> sessions::find_token_hash(std::string hash) {
  auto read = co_await ask<signed_in_ptr>(
      pool_, "find_token", [hash](pqxx::connection& db) -> result<signed_in_ptr> {
        auto token = storage::find_token(db, hash);
        if (!token) return fail(errc::auth_required, "This API token is not valid.");
        auto person = storage::person_by_id(db, token->person);
        if (!person) return fail(errc::auth_required, "This API token is not valid.");
        auto made = std::make_shared<signed_in>(signed_in{std::move(*person), {}});
        made->session.token_hash = hash;
        made->session.person = made->person.id;
        made->session.expires_at = timestamp::max();
        made->token = std::move(*token);
        return signed_in_ptr{std::move(made)};
      });
  if (read.has_value()) touch_token(*(*read)->token);
  co_return read;
}

task<result<std::string>> sessions::begin(proof shown, std::chrono::days lifetime) {
  auto token = random_token(token_bytes);
  storage::session_row row;
  row.id = make_id<session_id>();
  row.token_hash = sha256(token);
  row.person = shown.person.id;
  row.csrf_token = random_token(token_bytes);
  row.user_agent = shown.user_agent.substr(0, longest_user_agent);
  row.address = shown.address;
  row.created_at = clock_.now();
  row.last_seen_at = row.created_at;
  row.expires_at = row.created_at + lifetime;
  auto begun =
      co_await ask<void>(pool_, "sign_in", [row, shown = std::move(shown)](pqxx::connection& db) {
        return storage::sign_in(db, row, shown.person.password_hash, shown.shown, shown.told);
      });
  if (!begun) co_return begun.error();
  co_return token;
}

} // namespace switchboard::http
