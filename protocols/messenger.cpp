#include "protocols/messenger.hpp"

#include "protocols/telegram/telegram.hpp"

#include <array>

namespace switchboard::protocols {

namespace {

/// In the order of `platform`.
const std::array<const messenger*, 1>& messengers() {
  static const std::array<const messenger*, 1> all{&telegram::instance()};
  return all;
}

} // namespace

const messenger* find_messenger(std::string_view name) {
  for (const auto* messenger : messengers())
    if (messenger->name() == name) return messenger;
  return nullptr;
}

const messenger& messenger_of(platform which) {
  return *messengers().at(static_cast<std::size_t>(which));
}

} // namespace switchboard::protocols
