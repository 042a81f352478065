# linehaul_embed_schemas(<variable> <schema>...) sets <variable> to a generated C++ source that holds the given
# files. Run as a script (cmake -P, with OUTPUT and SCHEMAS defined) this file writes that source.

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
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
  # One source line per JSON line: no literal comes near the compilers' limit of 65,536 characters.
  string(REPLACE "\\x0a" "\\x0a\"\n    \"" bytes "${bytes}")
  string(APPEND arrays "constexpr char kSchema${number}[] =\n    \"${bytes}\"\n    \"${padding}\";\n\n")
  string(APPEND rows "    {\"${name}\", {kSchema${number}, ${size}}},\n")
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
