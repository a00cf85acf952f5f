# Writes schema/NNNN_*.sql into a source, so that the program carries its migrations itself.
file(GLOB schema_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/schema/*.sql)
list(SORT schema_files)
set(schema_rows "")
foreach(file IN LISTS schema_files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  get_filename_component(stem "${file}" NAME_WE)
  if(NOT stem MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
    message(FATAL_ERROR "${file}: a migration is called NNNN_what_it_does.sql")
  endif()
  math(EXPR version "1${CMAKE_MATCH_1} - 10000")
  set(title "${CMAKE_MATCH_2}")
  file(READ "${file}" sql)
  string(APPEND schema_rows "    {${version}, \"${title}\", R\"sql(${sql})sql\"},\n")
endforeach()
set(embedded_schema "${CMAKE_CURRENT_BINARY_DIR}/schema.cpp")
file(CONFIGURE OUTPUT "${embedded_schema}" @ONLY CONTENT [[
// Made from storage/schema/*.sql by storage/schema.cmake.
#include "storage/schema.hpp"

namespace switchboard::storage {

const std::vector<migration>& all_migrations() {
  static const std::vector<migration> all{
@schema_rows@  };
  return all;
}

} // namespace switchboard::storage
]])
