#pragma once

#include "storage/files/open_file.hpp"

#include <string_view>

/// What a system would run when it is opened (CHT-6): programs, installers, scripts.
namespace switchboard::storage {

bool is_program_name(std::string_view safe_name);
/// By what libmagic calls it.
bool is_program_mime(std::string_view mime);
/// By its bytes: ELF, PE, Mach-O, class, DMG, MSI, jar, apk and their kind, "#!".
bool is_program(const open_file& file);

} // namespace switchboard::storage
