#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"

namespace switchboard::http {

namespace {

constexpr std::array create_project_fields{name_field, time_zone_field};

constexpr std::array update_project_fields{
    new_name_field,
    time_zone_field,
    parameter{
        "color", kind::color, false, 0, 7, {}, "\"#rrggbb\" of the brand; empty = none chosen."},
    parameter{"return_to_manager",
              kind::boolean,
              false,
              0,
              0,
              {},
              "Repeat appeals go straight to the manager in charge (BOT-2)."},
    parameter{"assignment", kind::choice, false, 0, 0, "by_hand|round_robin|least_loaded",
              "How appeals come to managers (INB-8)."},
    parameter{"assignment_cap",
              kind::integer,
              false,
              0,
              highest_cap,
              {},
              "Chats a manager holds at most by assignment; 0 = no cap."}};

constexpr std::array delete_project_fields{
    parameter{"name", kind::name, true, 1, longest_name, {}, "The project's name, to be sure."}};

constexpr std::string_view logo_path = "/projects/{project}/logo";

constexpr std::string_view project_path = "/projects/{project}";

// clang-format off
constexpr std::array table{
    operation{"projects.list", "GET", "/projects", access::signed_in, rate::reads, scope::none, page_fields, 200, "project", true, false, false, &projects::list, "The projects one is a member of."},
    operation{"projects.create", "POST", "/projects", access::signed_in, rate::writes, scope::none, create_project_fields, 201, "project", false, false, true, &projects::create, "Makes a project; only the owner of the account may."},
    operation{"projects.get", "GET", project_path, access::member, rate::reads, scope::project_read, {}, 200, "project", false, false, false, &projects::get, "One project."},
    operation{"projects.update", "PATCH", project_path, access::admin, rate::writes, scope::project_write, update_project_fields, 200, "project", false, false, false, &projects::update, "Changes the settings that are given."},
    operation{"projects.set_logo", "POST", logo_path, access::admin, rate::writes, scope::project_write, {}, 200, "project", false, true, false, &projects::set_logo, "Takes the project's logo.", body::upload},
    operation{"projects.drop_logo", "DELETE", logo_path, access::admin, rate::writes, scope::project_write, {}, 200, "project", false, false, false, &projects::drop_logo, "Removes the project's logo."},
    operation{"projects.delete", "DELETE", project_path, access::owner, rate::writes, scope::none, delete_project_fields, 200, "nothing", false, false, false, &projects::remove, "Lets go of the project's channels and deletes everything of it."},
    operation{"platforms.list", "GET", "/platforms", access::signed_in, rate::reads, scope::project_read, page_fields, 200, "platform", true, false, false, &platforms::list, "What can be connected, and the rules of each platform."},
};
// clang-format on

} // namespace

std::span<const operation> project_operations() { return table; }

} // namespace switchboard::http
