# linehaul_embed_schemas(<variable> <schema>...) sets <variable> to a generated C++ source that holds the given
# files, and of each what EmbeddedSchema says beside it. Run as a script (cmake -P, with OUTPUT and SCHEMAS
# defined) this file writes that source.

function(linehaul_embed_schemas result)
  set(output ${PROJECT_BINARY_DIR}/generated/embedded_schemas.cpp)
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_FILE})
  # The list stands in the command line, so that a removed schema causes a rebuild as a changed one does.
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DSCHEMAS=${ARGN}" -P ${script}
    DEPENDS ${ARGN} ${script}
    COMMENT "Embedding the format schemas"
    VERBATIM)
  set(${result} ${output} PARENT_SCOPE)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

cmake_minimum_required(VERSION 3.25)

# Texts are handed about in hexadecimal: no character of theirs means anything to CMake then.

# The bytes of a text in hexadecimal as a C++ literal.
function(cpp_literal result hex)
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
  set(${result} "\"${bytes}\"" PARENT_SCOPE)
endfunction()

# The names without {n} in the list under the given keys; none where there is no such list.
function(plain_names result json)
  set(names "")
  string(JSON count ERROR_VARIABLE error LENGTH "${json}" ${ARGN})
  if(NOT error AND count GREATER 0)
    math(EXPR last "${count} - 1")
    foreach(i RANGE ${last})
      string(JSON name GET "${json}" ${ARGN} ${i})
      string(HEX "${name}" hex)
      if(NOT name MATCHES "{n}")
        list(APPEND names ${hex})
      endif()
    endforeach()
  endif()
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

# A column's name and its aliases.
function(spellings result json hex_name)
  set(found ${hex_name})
  string(JSON columns GET "${json}" columns)
  string(JSON count LENGTH "${columns}")
  math(EXPR last "${count} - 1")
  foreach(i RANGE ${last})
    string(JSON name ERROR_VARIABLE error GET "${columns}" ${i} name)
    string(HEX "${name}" hex)
    if(NOT error AND hex STREQUAL hex_name)
      plain_names(aliases "${columns}" ${i} aliases)
      list(APPEND found ${aliases})
    endif()
  endforeach()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

# Names of which every header has at least one. A header has all of recognise.header, or all of the required
# columns where those are four or more: best a name that both have, else one of each; the last, because formats
# of one carrier tend to begin alike.
function(header_names result json)
  plain_names(telling "${json}" recognise header)
  plain_names(required "${json}" required)
  string(JSON count ERROR_VARIABLE error LENGTH "${json}" required)
  if(error OR count LESS 4)
    set(required "")
  endif()
  set(common "")
  foreach(name IN LISTS telling)
    if(name IN_LIST required)
      set(common ${name})
    endif()
  endforeach()
  if(NOT "${common}" STREQUAL "")
    set(telling ${common})
    set(required "")
  endif()
  set(names "")
  foreach(list telling required)
    if(NOT "${${list}}" STREQUAL "")
      list(GET ${list} -1 name)
      spellings(all "${json}" ${name})
      list(APPEND names ${all})
    endif()
  endforeach()
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

set(names)
foreach(schema IN LISTS SCHEMAS)
  cmake_path(GET schema STEM LAST_ONLY name)
  set(path_of_${name} "${schema}")
  list(APPEND names ${name})
endforeach()
list(SORT names)
list(LENGTH names count)

# kEmbeddedSchemaPadding zero bytes; the array's own terminating NUL is one more.
string(REPEAT "\\x00" 64 padding)

set(arrays "")
set(rows "")
set(number 0)
foreach(name IN LISTS names)
  file(READ "${path_of_${name}}" hex HEX)
  file(READ "${path_of_${name}}" json)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  cpp_literal(bytes ${hex})
  # One source line per JSON line: no literal comes near the compilers' limit of 65,536 characters.
  string(REPLACE "\\x0a" "\\x0a\"\n    \"" bytes "${bytes}")
  string(APPEND arrays "constexpr char kSchema${number}[] =\n    ${bytes}\n    \"${padding}\";\n")
  header_names(spelled "${json}")
  set(literals "")
  foreach(spelling IN LISTS spelled)
    cpp_literal(literal ${spelling})
    list(APPEND literals ${literal})
  endforeach()
  list(LENGTH literals literal_count)
  list(JOIN literals ", " literals)
  string(APPEND arrays "constexpr std::array<std::string_view, ${literal_count}> kHeaderNames${number}{"
                       "${literals}};\n\n")
  set(delimiter ",")
  string(JSON given ERROR_VARIABLE error GET "${json}" delimiter)
  if(NOT error)
    set(delimiter "${given}")
  endif()
  string(HEX "${delimiter}" delimiter)
  set(has_row_signature true)
  string(JSON given ERROR_VARIABLE error GET "${json}" recognise rows)
  if(error)
    set(has_row_signature false)
  endif()
  string(APPEND rows "    {\"${name}\", {kSchema${number}, ${size}}, '\\x${delimiter}', kHeaderNames${number},"
                     " ${has_row_signature}},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE "${OUTPUT}" "// Generated from schemas/ by cmake/embed_schemas.cmake: do not edit.
#include \"schema/embedded.h\"

#include <array>

namespace linehaul {
namespace {

${arrays}constexpr std::array<EmbeddedSchema, ${count}> kSchemas{{
${rows}}};

}  // namespace

std::span<const EmbeddedSchema> embedded_schemas() { return kSchemas; }

}  // namespace linehaul
")
