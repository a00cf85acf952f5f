#pragma once

#include "actors/domain/chat.hpp"

#include <array>
#include <cstdint>
#include <string_view>

/// Who holds a chat (INB-5, INB-8, BOT-2, HIE-1 to HIE-3, TEAM-4): the ownership contract. At most
/// one member is responsible for a chat, of an active one exactly one.
namespace switchboard::actors::domain {

/// What a member is to an active chat. Who was offered it stays what they were until they answer.
enum class relation : std::uint8_t { responsible, added, added_and_offered, offered, other };
inline constexpr std::size_t relation_count = 5;
relation relation_of(const chat_model& model, person_id member);

/// What a member may want.
enum class wish : std::uint8_t {
  take,
  take_over,
  transfer,
  accept,
  decline,
  add,
  remove,
  leave,
  forward,
  close,
};
inline constexpr std::size_t wish_count = 10;

/// What becomes of it: a step, or the reason why not.
enum class step : std::uint8_t {
  refused,
  take,           ///< is responsible; the former one of a repeat appeal is added (HIE-2)
  take_and_offer, ///< the same, and offers the chat at once (INB-6)
  take_over,      ///< is responsible; the former one leaves (HIE-1)
  offer,          ///< stays responsible until the other accepts
  accept,         ///< is responsible; who offered leaves
  decline,        ///< who offered stays responsible
  add,
  remove, ///< an added one, or takes an offer back
  leave,
  leave_and_decline,
  forward, ///< to New of the department; nobody holds the chat
  close,
};
struct verdict {
  domain::step step = step::refused;
  errc why = errc::none;
};

/// The contract: a row for each wish, a verdict for each state and relation. In a chat that is not
/// active nobody is anything.
struct contract_row {
  domain::wish wish;
  std::string_view name;
  verdict fresh;
  std::array<verdict, relation_count> active; ///< by relation
  verdict done;
};
extern const std::array<contract_row, wish_count> contract;
verdict verdict_on(const chat_model& model, person_id by, wish what);

/// Whether the member sees the chat at all; who does not is answered errc::not_found.
bool sees(const chat_model& model, person_id member, const moment& at);

result<decision> on_take(const chat_model& model, person_id by, const moment& at);
result<decision> on_take_over(const chat_model& model, person_id by, const moment& at);
result<decision> on_transfer(const chat_model& model, person_id by, person_id to, const moment& at);
result<decision> on_accept(const chat_model& model, person_id by, const moment& at);
result<decision> on_decline(const chat_model& model, person_id by, const moment& at);
result<decision> on_add(const chat_model& model, person_id by, person_id whom, const moment& at);
result<decision> on_remove(const chat_model& model, person_id by, person_id whom, const moment& at);
result<decision> on_leave(const chat_model& model, person_id by, const moment& at);
result<decision> on_forward(const chat_model& model, person_id by, department_id to,
                            const moment& at);
result<decision> on_close(const chat_model& model, person_id by, const moment& at);

// What happens by itself. Without value: the chat has moved on, nothing to do.

/// INB-8: the rules of assignment chose a member for the chat's present turn in New.
std::optional<decision> on_assign(const chat_model& model, person_id to, std::int64_t turn,
                                  const moment& at);
/// TEAM-4: who left the team, or may hold no chats any more, holds this one no longer; without its
/// responsible it goes back to New.
std::optional<decision> on_release(const chat_model& model, const moment& at);
/// Nobody answered the offer in time.
std::optional<decision> on_offer_due(const chat_model& model, std::int64_t generation,
                                     const moment& at);
/// The chat's department is no more.
std::optional<decision> on_astray(const chat_model& model, const moment& at);

} // namespace switchboard::actors::domain
