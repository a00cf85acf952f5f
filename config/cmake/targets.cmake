# How a folder becomes a target, and how its suites become tests.

# switchboard_library(<name> SOURCES <files> [DEPENDS <public targets>]
#                     [PRIVATE_DEPENDS <targets>] [PCH <headers>])
# One static library per folder. Sources include each other as "folder/file.hpp".
function(switchboard_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS;PCH")
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${arg_DEPENDS}
                                PRIVATE switchboard_warnings ${arg_PRIVATE_DEPENDS})
  if(arg_PCH)
    target_precompile_headers(${name} PRIVATE ${arg_PCH})
  endif()
endfunction()

# switchboard_suites(<folder>_suites SOURCES <files> [DEPENDS <targets>] [PCH <headers>])
# One binary of CAF suites, and one ctest entry "<folder>.<suite>" for each
# `#define CAF_SUITE <suite>` in the sources: a failed CAF_REQUIRE aborts its process, so
# suites must not share one. Sources without a suite are helpers of the others.
function(switchboard_suites name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;PCH")
  add_executable(${name} ${arg_SOURCES} $<TARGET_OBJECTS:switchboard_suite_main>)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE switchboard_warnings caf::core ${arg_DEPENDS})
  target_compile_definitions(${name} PRIVATE SWITCHBOARD_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  if(CMAKE_BUILD_TYPE STREQUAL "Asan")
    # Half the time to compile; what is under test keeps its -O1.
    target_compile_options(${name} PRIVATE -O0)
  endif()
  if(arg_PCH)
    target_precompile_headers(${name} PRIVATE ${arg_PCH})
  endif()
  string(REGEX REPLACE "_suites$" "" folder ${name})
  set(found 0)
  foreach(source IN LISTS arg_SOURCES)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
    file(STRINGS "${source}" lines REGEX "^#define CAF_SUITE ")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^#define CAF_SUITE +([A-Za-z0-9_]+).*" "\\1" suite "${line}")
      # Built by Clang the framework compares whole names; by g++ it would search with a regex.
      add_test(NAME ${folder}.${suite} COMMAND ${name} -n -v 4 -r 60 -s ${suite})
      # A name that selects nothing exits with 0: that must fail.
      set_tests_properties(${folder}.${suite} PROPERTIES
        FAIL_REGULAR_EXPRESSION "suites:  0" TIMEOUT 90)
      math(EXPR found "${found} + 1")
    endforeach()
  endforeach()
  if(found EQUAL 0)
    message(FATAL_ERROR "${name}: no `#define CAF_SUITE` in its sources")
  endif()
endfunction()

# switchboard_fuzzer(<name> SOURCES <files> [DEPENDS <targets>] [SEEDS <folder>])
# A libFuzzer target `LLVMFuzzerTestOneInput`, in the Asan kind only. ctest runs the
# seeds and searches for SWITCHBOARD_FUZZ_SECONDS (of its environment; ten if not told); the
# targets under test are instrumented with switchboard_fuzzed(<library>).
function(switchboard_fuzzer name)
  if(NOT SWITCHBOARD_FUZZING)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "SEEDS" "SOURCES;DEPENDS")
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE switchboard_warnings ${arg_DEPENDS})
  target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set(found "${CMAKE_CURRENT_BINARY_DIR}/${name}.found")
  file(MAKE_DIRECTORY "${found}")
  set(seeds "")
  if(arg_SEEDS)
    cmake_path(ABSOLUTE_PATH arg_SEEDS BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    set(seeds "${arg_SEEDS}")
  endif()
  add_test(NAME fuzz.${name} COMMAND "${CMAKE_SOURCE_DIR}/tests/fuzz/search.sh"
    $<TARGET_FILE:${name}> "${CMAKE_CURRENT_BINARY_DIR}" "${found}" ${seeds})
  set_tests_properties(fuzz.${name} PROPERTIES TIMEOUT 600 LABELS fuzz)
endfunction()

if(CMAKE_BUILD_TYPE STREQUAL "Asan")
  set(SWITCHBOARD_FUZZING ON)
else()
  set(SWITCHBOARD_FUZZING OFF)
endif()

# Adds coverage feedback to a library that fuzzers drive; nothing in other kinds.
function(switchboard_fuzzed library)
  if(SWITCHBOARD_FUZZING)
    target_compile_options(${library} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()
