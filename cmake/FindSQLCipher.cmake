# SPDX-License-Identifier: Apache-2.0
# Finds SQLCipher 4 and makes SQLCipher::SQLCipher. Looks into SQLCIPHER_ROOT first (`./odna` unpacks Debian's backport
# there), prefers the static library so that no name of it leaves the program. The version in the file is checked again
# at run time: core/wallet asserts PRAGMA cipher_version.
find_path(SQLCipher_INCLUDE_DIR sqlcipher/sqlite3.h HINTS "${SQLCIPHER_ROOT}/usr/include" "${SQLCIPHER_ROOT}/include")
find_library(SQLCipher_LIBRARY NAMES libsqlcipher.a sqlcipher
    HINTS "${SQLCIPHER_ROOT}/usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}" "${SQLCIPHER_ROOT}/usr/lib" "${SQLCIPHER_ROOT}/lib")
# The header carries SQLite's version. SQLCipher 4.6.0 is the first on 3.46, so that is what can be compared at build time.
if(SQLCipher_INCLUDE_DIR)
    file(STRINGS "${SQLCipher_INCLUDE_DIR}/sqlcipher/sqlite3.h" _line REGEX "#define SQLITE_VERSION_NUMBER")
    string(REGEX MATCH "[0-9]+$" _number "${_line}")
    if(_number AND _number GREATER_EQUAL 3046000)
        set(SQLCipher_VERSION 4.6)
    else()
        set(SQLCipher_VERSION 4.0)
    endif()
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SQLCipher REQUIRED_VARS SQLCipher_LIBRARY SQLCipher_INCLUDE_DIR
    VERSION_VAR SQLCipher_VERSION
    REASON_FAILURE_MESSAGE "Run ./odna once, or pass -DSQLCIPHER_ROOT=<folder that holds SQLCipher 4.6 or later>.")
if(SQLCipher_FOUND AND NOT TARGET SQLCipher::SQLCipher)
    add_library(SQLCipher::SQLCipher UNKNOWN IMPORTED)
    set_target_properties(SQLCipher::SQLCipher PROPERTIES
        IMPORTED_LOCATION "${SQLCipher_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${SQLCipher_INCLUDE_DIR}"
        INTERFACE_COMPILE_DEFINITIONS "SQLITE_HAS_CODEC"
        INTERFACE_LINK_LIBRARIES "OpenSSL::Crypto;m;${CMAKE_DL_LIBS}")
endif()
mark_as_advanced(SQLCipher_INCLUDE_DIR SQLCipher_LIBRARY)
