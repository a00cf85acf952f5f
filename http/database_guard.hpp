#pragma once

#include "config/error.hpp"
#include "config/settings.hpp"
#include "storage/embedded.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace switchboard::http {

/// The database the settings speak of: another's by its address, or the private one, which is then
/// held and watched: should it die, it is started again.
class database_guard {
public:
  static result<std::unique_ptr<database_guard>> open(const settings& config);
  ~database_guard();

  /// libpq connection string.
  const std::string& url() const { return url_; }
  bool is_private() const { return private_ != nullptr; }
  /// Begins to watch; before that nobody starts it again.
  void watch();

private:
  database_guard() = default;
  void look_after();

  std::unique_ptr<storage::data_folder_lock> lock_;
  std::unique_ptr<storage::embedded_database> private_;
  std::string url_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread watcher_;
};

} // namespace switchboard::http
