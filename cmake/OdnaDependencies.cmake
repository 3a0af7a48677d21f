# SPDX-License-Identifier: Apache-2.0
# Every third-party library, with the room that it stays inside. Reasons: docs/dependencies.md.

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Network WebSockets Sql Qml Quick QuickControls2 LinguistTools)
if(ODNA_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test QuickTest)
endif()
qt_standard_project_setup()

find_package(PkgConfig REQUIRED)
pkg_check_modules(Sodium REQUIRED IMPORTED_TARGET libsodium>=1.0.18) # core/base
find_package(ZXing REQUIRED)                                         # core/card
find_package(Zint REQUIRED)                                          # core/card (cmake/FindZint.cmake)
find_package(nlohmann_json 3.11 REQUIRED)                            # core/base
find_package(SQLCipher 4.6 REQUIRED)                                 # core/wallet (cmake/FindSQLCipher.cmake)
find_package(Boost 1.81 REQUIRED)                                    # partners/gateway
pkg_check_modules(SQLite3 REQUIRED IMPORTED_TARGET sqlite3>=3.40)    # partners/gateway
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)                                     # core/exchange, below SQLCipher
pkg_check_modules(LibZip REQUIRED IMPORTED_TARGET libzip>=1.7)       # core/exchange
find_library(CSV_LIBRARY csv REQUIRED)                               # core/exchange
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)                            # core/exchange
find_package(Qt6Keychain REQUIRED)                                   # platform/linux
find_package(Qt6 6.4 REQUIRED COMPONENTS DBus)                       # platform/linux
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)           # partners/gateway
