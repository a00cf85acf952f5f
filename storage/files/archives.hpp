#pragma once

#include "storage/files/open_file.hpp"

#include <string>
#include <vector>

namespace switchboard::storage {

/// The names inside a ZIP archive, from its directory at the end of the file; none if the file is
/// no archive or its directory is damaged. Of a very large directory the first names.
std::vector<std::string> zip_names(const open_file& file);

} // namespace switchboard::storage
