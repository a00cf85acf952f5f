#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"

namespace switchboard::http {

namespace {

constexpr std::array create_project_fields{name_field, time_zone_field};

constexpr std::array update_project_fields{new_name_field, time_zone_field};

constexpr std::string_view project_path = "/projects/{project}";

// clang-format off
constexpr std::array table{
    operation{"projects.list", "GET", "/projects", access::signed_in, rate::reads, scope::none, page_fields, 200, "project", true, false, false, &projects::list, "The projects one is a member of."},
    operation{"projects.create", "POST", "/projects", access::signed_in, rate::writes, scope::none, create_project_fields, 201, "project", false, false, true, &projects::create, "Makes a project; only the owner of the account may."},
    operation{"projects.get", "GET", project_path, access::member, rate::reads, scope::project_read, {}, 200, "project", false, false, false, &projects::get, "One project."},
    operation{"projects.update", "PATCH", project_path, access::admin, rate::writes, scope::project_write, update_project_fields, 200, "project", false, false, false, &projects::update, "Changes the name or the time zone."},
    operation{"platforms.list", "GET", "/platforms", access::signed_in, rate::reads, scope::project_read, page_fields, 200, "platform", true, false, false, &platforms::list, "What can be connected, and the rules of each platform."},
};
// clang-format on

} // namespace

std::span<const operation> project_operations() { return table; }

} // namespace switchboard::http
