#pragma once

#include "storage/model.hpp"
#include "storage/row_reader.hpp"

#include <string>

/// How questions about files select them and read them back.
namespace switchboard::storage {

/// Of `files AS f`.
const std::string& file_columns();
/// file_columns; of a file that was not joined the id is none.
file_row read_file(row_reader& from, project_id project);

} // namespace switchboard::storage
