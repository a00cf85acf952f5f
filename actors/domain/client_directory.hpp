#pragma once

#include "config/ids.hpp"

#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace switchboard::actors::domain {

/// Which chat is a client's, for the clients heard of last. Bounded: the database knows the rest.
class client_directory {
public:
  explicit client_directory(std::size_t capacity) : capacity_(capacity) {}

  std::optional<chat_id> find(const std::string& client) {
    auto found = index_.find(client);
    if (found == index_.end()) return std::nullopt;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->second;
  }

  void remember(const std::string& client, chat_id chat) {
    if (find(client)) return;
    order_.emplace_front(client, chat);
    index_.emplace(order_.front().first, order_.begin());
    if (index_.size() > capacity_) {
      index_.erase(order_.back().first);
      order_.pop_back();
    }
  }

private:
  using entry = std::pair<std::string, chat_id>;
  std::size_t capacity_;
  std::list<entry> order_;
  std::unordered_map<std::string_view, std::list<entry>::iterator> index_;
};

} // namespace switchboard::actors::domain
