#include "storage/postgres/child.hpp"

#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <future>
#include <mutex>
#include <thread>

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace switchboard::storage {
namespace {

constexpr int cannot_start = 127;

/// Between fork and exec of a process with threads: only what is safe there.
[[noreturn]] void become(const std::vector<char*>& arguments, const os_user& user, int output,
                         pid_t parent) {
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);
  ::setsid();
  if (user.differs() && (::setgroups(user.groups.size(), user.groups.data()) != 0 ||
                         ::setgid(user.gid) != 0 || ::setuid(user.uid) != 0))
    ::_exit(cannot_start);
  // After setuid, which would clear it.
  ::prctl(PR_SET_PDEATHSIG, SIGINT);
  if (::getppid() != parent) ::_exit(cannot_start);
  int nothing = ::open("/dev/null", O_RDONLY);
  if (nothing < 0 || ::dup2(nothing, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(output, 2) < 0)
    ::_exit(cannot_start);
  ::close_range(3, ~0U, 0);
  ::execv(arguments.front(), arguments.data());
  ::_exit(cannot_start);
}

} // namespace

struct child::impl {
  void keep(const std::vector<std::string>& command, const os_user& user, int output,
            std::promise<pid_t> started);

  pid_t pid = -1;
  mutable std::mutex mutex;
  mutable std::condition_variable ended;
  bool running = true;
  int status = -1;
  /// Forks and waits. The kernel ties the child's death signal to the thread that forked, so
  /// that thread must live as long as the child.
  std::thread keeper;
};

void child::impl::keep(const std::vector<std::string>& command, const os_user& user, int output,
                       std::promise<pid_t> started) {
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t forked = ::fork();
  if (forked == 0) become(arguments, user, output, parent);
  {
    std::lock_guard lock{mutex};
    pid = forked;
  }
  started.set_value(forked);
  int how = 0;
  bool exited = false;
  if (forked > 0) {
    // Not reaped before `running` is false, so that a signal never meets a stranger's pid.
    siginfo_t ignored{};
    while (::waitid(P_PID, static_cast<id_t>(forked), &ignored, WEXITED | WNOWAIT) != 0 &&
           errno == EINTR) {
    }
  }
  std::lock_guard lock{mutex};
  running = false;
  if (forked > 0) exited = ::waitpid(forked, &how, 0) == forked && WIFEXITED(how);
  status = exited ? WEXITSTATUS(how) : -1;
  ended.notify_all();
}

child::child() : impl_(std::make_unique<impl>()) {}

result<std::unique_ptr<child>> child::start(const std::vector<std::string>& command,
                                            const os_user& user, const std::string& output) {
  int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0)
    return fail(errc::bad_settings, "cannot write " + output + ": " + std::strerror(errno));
  std::unique_ptr<child> made{new child};
  std::promise<pid_t> started;
  auto pid = started.get_future();
  made->impl_->keeper = std::thread{
      [state = made->impl_.get(), command, user, file, promise = std::move(started)]() mutable {
        state->keep(command, user, file, std::move(promise));
      }};
  const bool forked = pid.get() > 0;
  ::close(file);
  if (!forked) return fail(errc::unavailable, "cannot start " + command.front());
  return made;
}

child::~child() {
  if (!impl_->keeper.joinable()) return;
  signal(SIGKILL);
  impl_->keeper.join();
}

pid_t child::pid() const noexcept { return impl_->pid; }

bool child::running() const {
  std::lock_guard lock{impl_->mutex};
  return impl_->running;
}

void child::signal(int number) const {
  std::lock_guard lock{impl_->mutex};
  if (impl_->running && impl_->pid > 0) ::kill(impl_->pid, number);
}

bool child::wait(std::chrono::milliseconds limit) const {
  std::unique_lock lock{impl_->mutex};
  return impl_->ended.wait_for(lock, limit, [this] { return !impl_->running; });
}

int child::exit_status() const {
  std::unique_lock lock{impl_->mutex};
  impl_->ended.wait(lock, [this] { return !impl_->running; });
  return impl_->status;
}

} // namespace switchboard::storage
