#include "http/mail/mailer.hpp"

#include "config/log.hpp"
#include "http/api/ask.hpp"
#include "http/mail/message.hpp"

#include <algorithm>
#include <vector>

namespace switchboard::http {

using namespace std::chrono_literals;

namespace {

constexpr int at_once = 20;
constexpr auto first_pause = 5s;
constexpr auto longest_pause = std::chrono::seconds{1h};
/// When the database does not answer, and at most when it has nothing for us.
constexpr auto database_pause = std::chrono::milliseconds{5s};
constexpr auto idle_pause = std::chrono::milliseconds{1min};

/// "https://a.example:8443/x" → "a.example"
std::string host_of(const std::string& address) {
  const auto from = address.find("://");
  if (from == address.npos) return {};
  const auto host = address.substr(from + 3);
  return host.substr(0, host.find_first_of(":/["));
}

} // namespace

mailer::mailer(const settings& config, storage::pool& pool, wall_clock& clock)
    : server_{config.mail.url, config.mail.user, config.mail.password, config.mail.ca_file,
              host_of(config.http.public_url)},
      from_(config.mail.from),
      pool_(pool),
      clock_(clock) {
  if (on()) thread_ = std::thread{[this] { run(); }};
}

mailer::~mailer() { stop(); }

void mailer::stop() {
  stopping_ = true;
  wake();
  if (thread_.joinable()) thread_.join();
}

void mailer::wake() {
  {
    const std::lock_guard hold{mutex_};
    woken_ = true;
  }
  news_.notify_one();
}

std::chrono::seconds mailer::pause_after(int attempts) {
  constexpr int most_doublings = 12;
  const auto doublings = std::clamp(attempts - 1, 0, most_doublings);
  return std::min<std::chrono::seconds>(first_pause * (1 << doublings), longest_pause);
}

void mailer::run() {
  while (!stopping_) {
    const auto pause = pass();
    std::unique_lock hold{mutex_};
    news_.wait_for(hold, pause, [this] { return woken_ || stopping_; });
    woken_ = false;
  }
}

std::chrono::milliseconds mailer::pass() {
  using rows = std::vector<storage::mail_row>;
  const auto due =
      ask_now<rows>(pool_, "due_mails", [now = clock_.now()](pqxx::connection& db) -> result<rows> {
        return storage::due_mails(db, now, at_once);
      });
  if (!due) return database_pause;
  for (const auto& one : *due) {
    if (stopping_) return 0ms;
    deliver(one);
  }
  using moment = std::optional<timestamp>;
  const auto next = ask_now<moment>(
      pool_, "next_mail_due",
      [](pqxx::connection& db) -> result<moment> { return storage::next_mail_due(db); });
  if (!next) return database_pause;
  if (!*next) return idle_pause;
  return std::clamp<std::chrono::milliseconds>(**next - clock_.now(), 0ms, idle_pause);
}

void mailer::deliver(const storage::mail_row& mail) {
  const auto mime = mail::to_mime(
      {from_, mail.recipient, mail.subject, mail.body, to_string(mail.id), mail.created_at});
  const auto how = mime ? mail::hand_over(server_, from_, mail.recipient, *mime, stopping_)
                        : mail::handing{mail::handed::refused, "the address cannot be written to"};
  if (how.what == mail::handed::later && stopping_) return;
  if (how.what != mail::handed::taken) return failed(mail, how);
  log::info("mail handed over", {{"mail", mail.id}, {"attempts", mail.attempts + 1}});
  ask_now<bool>(pool_, "drop_mail", [id = mail.id](pqxx::connection& db) -> result<bool> {
    storage::drop_mail(db, id);
    return true;
  });
}

void mailer::failed(const storage::mail_row& mail, const mail::handing& how) {
  const auto now = clock_.now();
  const auto attempts = mail.attempts + 1;
  const bool over = how.what == mail::handed::refused || now - mail.created_at >= patience;
  log::warn(over ? "mail given up" : "mail not handed over",
            {{"mail", mail.id}, {"attempts", attempts}, {"reason", how.why}});
  ask_now<bool>(pool_, "postpone_mail",
                [over, id = mail.id, attempts,
                 due = now + pause_after(attempts)](pqxx::connection& db) -> result<bool> {
                  if (over)
                    storage::drop_mail(db, id);
                  else
                    storage::postpone_mail(db, id, attempts, due);
                  return true;
                });
}

} // namespace switchboard::http
