# Language, warnings and hardening, for every target of this project and for nothing else.
include(CheckPIESupported)
check_pie_supported()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_EXTENSIONS OFF)

add_library(linehaul_options INTERFACE)
target_compile_features(linehaul_options INTERFACE cxx_std_20)
target_compile_options(linehaul_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                                  $<$<BOOL:${LINEHAUL_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 reports std::string's own operator+ when it is inlined (GCC bug 105651).
  target_compile_options(linehaul_options INTERFACE -Wno-restrict)
endif()
# The standard library's own checks cost too much for a release.
target_compile_definitions(linehaul_options INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

if(LINEHAUL_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all)
  target_compile_options(linehaul_options INTERFACE ${sanitizers} -O1 -fno-omit-frame-pointer)
  target_link_options(linehaul_options INTERFACE ${sanitizers})
else()
  # _FORTIFY_SOURCE needs an optimising build; -U first, because some compilers predefine it.
  target_compile_options(
    linehaul_options INTERFACE -fstack-protector-strong -fstack-clash-protection
                               $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=3>)
  target_link_options(linehaul_options INTERFACE LINKER:-z,relro,-z,now)
endif()

# Counts which branches run, for libFuzzer, which only the fuzz targets are linked with.
if(LINEHAUL_FUZZ)
  target_compile_options(linehaul_options INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(linehaul_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
