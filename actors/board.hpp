#pragma once

#include "actors/access.hpp"
#include "actors/actors.hpp"
#include "actors/node.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace switchboard::actors {

/// What the outside may know without asking an actor: the projects' snapshots and the doors of
/// their channels. Written by project actors, read by any thread.
class board {
public:
  explicit board(const node_options& options) : options_(options) {}

  void show(project_view_ptr view) {
    std::unique_lock guard{mutex_};
    projects_[view->project.id].view = std::move(view);
  }
  void show_actor(project_id project, project_actor actor) {
    std::unique_lock guard{mutex_};
    projects_[project].actor = std::move(actor);
  }
  void show_channel(const storage::channel_row& row, channel_actor actor) {
    std::unique_lock guard{mutex_};
    if (row.state == storage::channel_state::disconnected) {
      doors_.erase(row.hook_key);
      const auto account = accounts_.find({row.platform, row.external_id});
      if (account != accounts_.end() && account->second == row.hook_key) accounts_.erase(account);
      return;
    }
    auto door = door_of(row);
    accounts_[{row.platform, row.external_id}] = row.hook_key;
    doors_[row.hook_key] = std::move(door);
    channels_[row.id] = std::move(actor);
  }

  void hide(project_id project) {
    std::unique_lock guard{mutex_};
    projects_.erase(project);
  }

  project_view_ptr view(project_id project) const {
    std::shared_lock guard{mutex_};
    auto found = projects_.find(project);
    return found == projects_.end() ? nullptr : found->second.view;
  }
  project_actor actor(project_id project) const {
    std::shared_lock guard{mutex_};
    auto found = projects_.find(project);
    return found == projects_.end() ? project_actor{} : found->second.actor;
  }
  channel_actor channel(channel_id channel) const {
    std::shared_lock guard{mutex_};
    auto found = channels_.find(channel);
    return found == channels_.end() ? channel_actor{} : found->second;
  }
  std::shared_ptr<const hook> door(std::string_view key) const {
    std::shared_lock guard{mutex_};
    auto found = doors_.find(key);
    return found == doors_.end() ? nullptr : found->second;
  }
  std::shared_ptr<const hook> account(protocols::platform platform, std::string_view id) const {
    std::shared_lock guard{mutex_};
    const auto key = accounts_.find({platform, std::string{id}});
    if (key == accounts_.end()) return nullptr;
    const auto found = doors_.find(key->second);
    return found == doors_.end() ? nullptr : found->second;
  }
  std::vector<project_actor> actors() const {
    std::shared_lock guard{mutex_};
    std::vector<project_actor> all;
    for (auto& [id, entry] : projects_)
      if (entry.actor) all.push_back(entry.actor);
    return all;
  }
  std::pair<std::size_t, std::size_t> sizes() const {
    std::shared_lock guard{mutex_};
    return {projects_.size(), doors_.size()};
  }
  void clear() {
    std::unique_lock guard{mutex_};
    projects_.clear();
    doors_.clear();
    accounts_.clear();
    channels_.clear();
  }

private:
  std::shared_ptr<const hook> door_of(const storage::channel_row& row) const {
    auto door = std::make_shared<hook>();
    door->project = row.project;
    door->channel = row.id;
    door->messenger = &protocols::messenger_of(row.platform);
    door->keys = {row.secret,      row.token, options_.verify_token,
                  row.external_id, row.name,  row.welcome};
    door->access = access_of(options_, row);
    return door;
  }

  const node_options& options_;
  struct entry {
    project_view_ptr view;
    project_actor actor;
  };
  mutable std::shared_mutex mutex_;
  std::unordered_map<project_id, entry> projects_;
  std::map<std::string, std::shared_ptr<const hook>, std::less<>> doors_;
  /// The key of the door, by the platform's id of the account.
  std::map<std::pair<protocols::platform, std::string>, std::string> accounts_;
  std::unordered_map<channel_id, channel_actor> channels_;
};

} // namespace switchboard::actors
