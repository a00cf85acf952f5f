#pragma once

#include "actors/node.hpp"
#include "config/error.hpp"
#include "storage/model.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <utility>
#include <vector>

/// What people write into a client's card (CRD-2 to CRD-5), checked.
namespace switchboard::http {

/// 5 to 20 digits, spaces, +, - and parentheses, at least one of them a digit.
bool is_phone(std::string_view text);
/// "2026-02-28", of a day that is in the calendar.
bool is_date(std::string_view text);

/// Whether the value may stand in the variable; null, and an empty text, take the value away.
/// errc::bad_request with the pointer of the value.
result<void> check_value(const storage::variable_row& variable, const boost::json::value& value);

/// The values as edit_card wants them: JSON by variable. errc::bad_request for a variable that is
/// none, or a value that does not fit.
result<std::vector<std::pair<variable_id, std::string>>> variable_values(
    const boost::json::object& given, const std::vector<storage::variable_row>& variables);

/// The card's fields as they were sent: e-mail normal, ends trimmed; without the variables.
/// errc::bad_request with a pointer.
result<actors::edit_card> card_edit(const boost::json::object& given);

} // namespace switchboard::http
