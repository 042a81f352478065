# The Debian package, `./dev package`: what CPack needs to know; package_files.cmake does the rest.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # only the program is needed, not the tests
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "the linehaul authors")
set(CPACK_PACKAGE_CONTACT "the linehaul authors <linehaul@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "convert parcel carriers' invoices into one JSON line per charge")
set(CPACK_PACKAGE_DESCRIPTION
    "linehaul reads the invoice CSVs of UPS, FedEx, USPS, DHL eCommerce, DHL
Express, DPD and Royal Mail and writes every charge in them as a line of JSON
with the same keys for every carrier. Amounts are exact, and it proves that
the charges are the invoice, to the cent. Rules tag the charges.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/package_files.cmake)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS libarchive13)  # loaded while running, so that nobody can see it in the program
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_LINEHAUL_SOURCE ${PROJECT_SOURCE_DIR})
include(CPack)
