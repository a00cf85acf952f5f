#include "protocols/messenger.hpp"

#include "protocols/messenger/messenger.hpp"
#include "protocols/telegram/telegram.hpp"
#include "protocols/viber/viber.hpp"
#include "protocols/vk/vk.hpp"
#include "protocols/webchat/webchat.hpp"

#include <algorithm>
#include <array>

namespace switchboard::protocols {

namespace {

const auto& all() {
  static const std::array list{&telegram::instance(), &viber::instance(), &vk::instance(),
                               &facebook::instance(), &webchat::instance()};
  return list;
}

delivery no_such_thing() { return refused{"unsupported", "the platform has no such call"}; }

} // namespace

conversation<std::vector<delivery>> messenger::send_many(access to,
                                                         std::vector<outgoing> what) const {
  std::vector<delivery> outcomes;
  outcomes.reserve(what.size());
  for (auto& one : what) outcomes.push_back(co_await send(to, std::move(one)));
  co_return outcomes;
}

conversation<delivery> messenger::edit(access, std::string, std::string, std::string, bool) const {
  co_return no_such_thing();
}

conversation<delivery> messenger::remove(access, std::string, std::string) const {
  co_return no_such_thing();
}

std::optional<http_request> messenger::acknowledge(const access&, const std::string&) const {
  return std::nullopt;
}

std::optional<http_request> messenger::show_typing(const access&, const std::string&) const {
  return std::nullopt;
}

std::optional<http_request> messenger::show_read(const access&, const std::string&,
                                                 const std::string&) const {
  return std::nullopt;
}

conversation<result<bot_profile>> messenger::read_bot_profile(access) const {
  co_return fail(errc::bad_request, "the platform has no such page");
}

conversation<result<void>> messenger::write_bot_profile(access, bot_profile) const {
  co_return fail(errc::bad_request, "the platform has no such page");
}

std::span<const messenger* const> messengers() { return all(); }

const messenger* find_messenger(std::string_view name) {
  for (const auto* messenger : all())
    if (messenger->name() == name) return messenger;
  return nullptr;
}

const messenger& messenger_of(platform which) {
  const auto found = std::find_if(all().begin(), all().end(), [which](const messenger* one) {
    return one->platform() == which;
  });
  return **found;
}

} // namespace switchboard::protocols
