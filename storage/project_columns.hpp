#pragma once

#include "storage/connection.hpp"
#include "storage/model.hpp"
#include "storage/row_reader.hpp"

#include <optional>
#include <string>
#include <vector>

/// How questions about projects and their members select them and read them back.
namespace switchboard::storage {

/// Of `projects AS p`.
const std::string& project_columns();
project_row read_project(row_reader& from);

/// What a member may not do, of `members AS m`: role, forbidden, forbidden_departments.
inline constexpr const char* rights_columns =
    "m.role, m.forbidden, m.forbidden_departments::text[]";

/// Of `members AS m` joined with `persons AS s`.
const std::string& member_columns();
member_row read_member(const pqxx::row& row);

/// A project that is not being deleted.
std::optional<project_row> project_in(pqxx::transaction_base& tx, project_id project);
/// The same, locked until the transaction ends: changes of one project's team and settings follow
/// each other, and none comes after its deletion. Throws `refusal` with errc::not_found.
project_row lock_project(pqxx::transaction_base& tx, project_id project);

/// Owners first, then administrators; those who left too if asked for.
enum class whom : bool { present, everybody };
std::vector<member_row> members_in(pqxx::transaction_base& tx, project_id project, whom wanted);
/// One who works in the project now.
std::optional<member_row> member_in(pqxx::transaction_base& tx, project_id project,
                                    person_id person);

} // namespace switchboard::storage
