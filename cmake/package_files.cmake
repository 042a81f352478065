# Run by CPack on the files of the package before it is made: what Debian wants otherwise than an installation
# below /usr/local has it, and the files that only a package has.
set(share "${CPACK_TEMPORARY_DIRECTORY}/usr/share")

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(GLOB pages ${share}/man/man*/*.[1-9])
foreach(page IN LISTS pages)
  run(gzip -9nf ${page})
endforeach()
file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)

# The date of the newest change, so that the same source gives the same package.
file(STRINGS ${CPACK_LINEHAUL_SOURCE}/man/linehaul.1 date REGEX "^\\.Dd " LIMIT_COUNT 1)
string(SUBSTRING "${date}" 4 -1 date)
execute_process(COMMAND date -u -R -d ${date} OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE
                COMMAND_ERROR_IS_FATAL ANY)
set(doc ${share}/doc/linehaul)
file(MAKE_DIRECTORY ${doc})
file(COPY_FILE ${CPACK_LINEHAUL_SOURCE}/CHANGELOG.md ${doc}/changelog)
file(WRITE ${doc}/changelog.Debian
     "linehaul (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=medium\n\n"
     "  * See changelog.gz.\n\n -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
foreach(file changelog changelog.Debian)
  run(gzip -9nf ${doc}/${file})
endforeach()

file(READ ${CPACK_LINEHAUL_SOURCE}/LICENSE license)
string(REGEX MATCH "Copyright [^\n]*" copyright "${license}")
string(REPLACE "Copyright (c)" "Copyright:" copyright "${copyright}")
string(REGEX REPLACE "^.*\nPermission" "Permission" license "${license}")
string(STRIP "${license}" license)
string(REGEX REPLACE "\n\n" "\n.\n" license "${license}")
string(REGEX REPLACE "\n" "\n " license "${license}")
file(WRITE ${doc}/copyright
     "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
     "Upstream-Name: linehaul\n\nFiles: *\n${copyright}\nLicense: Expat\n\nLicense: Expat\n ${license}\n")
run(chmod -R go=rX,u+w ${share})
