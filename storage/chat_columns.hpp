#pragma once

#include "storage/reads.hpp"
#include "storage/row_reader.hpp"

#include <string>

/// What every question about chats selects, and how it is read back.
namespace switchboard::storage {

/// Of `chats AS c`.
const std::string& chat_columns();
/// Of `clients AS k`; project and channel are the chat's.
const std::string& client_columns();
/// The participants of the chat `c`, as one array "member:role": the responsible one first,
/// who is offered it last.
extern const std::string participants_column;
std::vector<participant_row> read_participants(row_reader& from);
/// chat_columns, client_columns and participants_column.
const std::string& listing_columns();
/// listing_columns.
chat_listing read_listing(row_reader& from, project_id project);

} // namespace switchboard::storage
