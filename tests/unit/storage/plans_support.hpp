#pragma once

#include "support.hpp"

#include <functional>
#include <string>
#include <vector>

/// What PostgreSQL really did for a question.
namespace switchboard::test {

/// From now on auto_explain tells the plan of every statement as it ran on this connection.
void explain_all(pqxx::connection& db);
/// The plans of what `ask` asked; there must be one at least.
std::string plans_of(pqxx::connection& db, const std::function<void()>& ask);

/// The plan made for the very values asked with, and the one made for all values: connections that
/// know a question use either.
std::vector<std::string> both_plans_of(pqxx::connection& db, const std::function<void()>& ask);

/// The most rows any step took from a table or index, thrown away ones included.
long most_rows(const std::string& plan);
bool scans_a_table(const std::string& plan);

} // namespace switchboard::test
