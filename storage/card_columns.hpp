#pragma once

#include "storage/model.hpp"
#include "storage/row_reader.hpp"

/// How questions about clients' cards select them and read them back.
namespace switchboard::storage {

/// Of `client_cards AS d`.
inline constexpr const char* card_columns =
    "d.client_id, d.status, d.email, d.phone, d.sex, d.country, d.city, d.address, d.notes, d.tags,"
    " d.variables, d.version";

/// card_columns; of a card that was not joined the empty one of the client.
card_row read_card(row_reader& from, project_id project, chat_id client);

} // namespace switchboard::storage
