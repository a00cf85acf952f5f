#pragma once

#include "config/clock.hpp"
#include "config/settings.hpp"
#include "http/mail/smtp.hpp"
#include "storage/mails.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace switchboard::storage {
class pool;
}

namespace switchboard::http {

/// A thread that hands the mails of the table over to the mail server, one after the other. A mail
/// leaves the table after the server took it: who is killed between the two sends it again. What
/// cannot be handed over is tried again, later and later, for a day.
class mailer {
public:
  /// Without [mail] url nothing is begun, and nothing ever sent.
  mailer(const settings& config, storage::pool& pool, wall_clock& clock);
  ~mailer();
  mailer(const mailer&) = delete;
  mailer& operator=(const mailer&) = delete;

  bool on() const { return !server_.url.empty(); }
  /// Ends what is under way; nothing is sent any more.
  void stop();
  /// There is a new mail. From any thread.
  void wake();

  /// How long after the so-manyth failure a mail is tried again, the first being 1.
  static std::chrono::seconds pause_after(int attempts);
  /// A mail older than this is given up.
  static constexpr std::chrono::hours patience{24};

private:
  void run();
  /// Handles what is due and says how long there is nothing to do.
  std::chrono::milliseconds pass();
  void deliver(const storage::mail_row& mail);
  void failed(const storage::mail_row& mail, const mail::handing& how);

  const mail::smtp_server server_;
  const std::string from_;
  storage::pool& pool_;
  wall_clock& clock_;
  std::mutex mutex_;
  std::condition_variable news_;
  bool woken_ = false;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

} // namespace switchboard::http
