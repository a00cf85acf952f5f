# The kinds of build, the compiler's flags for each, ccache and the linker.

if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  message(FATAL_ERROR "Clang is needed: g++ 12 breaks coroutines (a lambda in a co_await expression "
    "loses what it captured)")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(known_kinds Release Debug Asan Tsan)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, Debug, Asan or Tsan" FORCE)
endif()
if(NOT CMAKE_BUILD_TYPE IN_LIST known_kinds)
  message(FATAL_ERROR "CMAKE_BUILD_TYPE is ${CMAKE_BUILD_TYPE}; one of ${known_kinds} is needed")
endif()

# Line tables (-g1) keep stack traces readable at a fraction of -g's size and time.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
# null and vptr cost most of UBSan's build time, and CAF binds null tuple references by design;
# Clang 14 cannot emit the function check for coroutines.
set(CMAKE_CXX_FLAGS_ASAN "-O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined \
-fno-sanitize=null,vptr,function -fno-sanitize-recover=undefined")
set(CMAKE_CXX_FLAGS_TSAN "-O1 -g1 -fno-omit-frame-pointer -fsanitize=thread")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Sloppiness is what lets precompiled headers hit; base_dir lets another clone hit.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

find_program(LLD_PROGRAM ld.lld)
if(LLD_PROGRAM)
  add_link_options(-fuse-ld=lld)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_link_options(-Wl,--gc-sections)
  add_compile_options(-ffunction-sections -fdata-sections)
endif()

add_library(switchboard_warnings INTERFACE)
target_compile_options(switchboard_warnings INTERFACE -Wall -Wextra -Wpedantic
  $<$<BOOL:${SWITCHBOARD_WERROR}>:-Werror>)
