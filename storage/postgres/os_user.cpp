#include "storage/postgres/os_user.hpp"

#include <algorithm>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace switchboard::storage {
namespace {

namespace fs = std::filesystem;

os_user from_entry(const passwd& entry) {
  os_user made{entry.pw_uid, entry.pw_gid, {}, entry.pw_name};
  int count = 64;
  made.groups.resize(static_cast<std::size_t>(count));
  if (::getgrouplist(entry.pw_name, entry.pw_gid, made.groups.data(), &count) < 0) count = 0;
  made.groups.resize(static_cast<std::size_t>(count));
  return made;
}

bool may_pass(const struct stat& folder, const os_user& user) {
  if (folder.st_uid == user.uid) return (folder.st_mode & S_IXUSR) != 0;
  if (folder.st_gid == user.gid || std::ranges::count(user.groups, folder.st_gid) > 0)
    return (folder.st_mode & S_IXGRP) != 0;
  return (folder.st_mode & S_IXOTH) != 0;
}

} // namespace

bool os_user::differs() const { return uid != ::geteuid(); }

result<os_user> choose_os_user(const fs::path& cluster) {
  if (::geteuid() != 0) return os_user{::geteuid(), ::getegid(), {}, own_user_name()};
  struct stat owner {};
  if (::stat(cluster.c_str(), &owner) == 0 && owner.st_uid != 0) {
    if (const auto* entry = ::getpwuid(owner.st_uid)) return from_entry(*entry);
    return os_user{owner.st_uid, owner.st_gid, {}, std::to_string(owner.st_uid)};
  }
  for (const char* name : {"postgres", "nobody"})
    if (const auto* entry = ::getpwnam(name)) return from_entry(*entry);
  return fail(errc::bad_settings,
              "PostgreSQL does not run as root and there is no user \"postgres\" to run it as: "
              "start the server as an ordinary user.");
}

std::string own_user_name() {
  const auto* entry = ::getpwuid(::geteuid());
  return entry ? entry->pw_name : std::to_string(::geteuid());
}

result<void> make_reachable(const fs::path& folder, const os_user& user) {
  if (!user.differs()) return {};
  struct stat state {};
  if (::stat(folder.c_str(), &state) == 0 && !may_pass(state, user))
    ::chmod(folder.c_str(), (state.st_mode & 07777) | S_IXOTH);
  for (auto path = folder;; path = path.parent_path()) {
    if (::stat(path.c_str(), &state) == 0 && !may_pass(state, user))
      return fail(errc::bad_settings,
                  "PostgreSQL runs as user \"" + user.name + "\", who may not pass " +
                      path.string() + " on the way to the data folder " + folder.string() +
                      ": choose another data.dir (for example under /var/lib), or let others "
                      "pass it with chmod o+x.");
    if (path == path.parent_path()) return {};
  }
}

} // namespace switchboard::storage
