# SPDX-License-Identifier: Apache-2.0
# How every target of this project is compiled. Rooms call odna_library(), odna_program() and odna_test() and
# nothing else, so that a flag is changed in one place.

option(ODNA_TESTS "Build the tests, fuzz replays and the benchmarks" ON)
option(ODNA_WERROR "Treat warnings in our own C++ as errors (on in the developer presets)" OFF)
set(ODNA_SANITIZE "" CACHE STRING "Sanitisers, e.g. 'address,undefined' or 'thread'")
option(ODNA_FUZZ "Build fuzz targets with libFuzzer instead of the corpus replay (Clang only)" OFF)
option(ODNA_COVERAGE "Instrument for coverage" OFF)

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF) # nothing that moc reads is generated: it need not wait for libraries
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(ODNA_CCACHE ccache)
if(ODNA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${ODNA_CCACHE}")
endif()

add_library(odna_flags INTERFACE)
target_include_directories(odna_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(odna_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER
    QT_NO_URL_CAST_FROM_STRING QT_DISABLE_DEPRECATED_BEFORE=0x060400
    ODNA_VERSION="${PROJECT_VERSION}")
if(ODNA_SANITIZE)
    # What a sanitiser reports ends the program: a report that lets the test pass is read by nobody.
    target_compile_options(odna_flags INTERFACE -fsanitize=${ODNA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(odna_flags INTERFACE -fsanitize=${ODNA_SANITIZE})
else()
    target_compile_options(odna_flags INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:-D_FORTIFY_SOURCE=2>
                           -fstack-protector-strong)
endif()
if(ODNA_COVERAGE)
    target_compile_options(odna_flags INTERFACE --coverage)
    target_link_options(odna_flags INTERFACE --coverage)
endif()

# Strict warnings on our C++, not on targets that carry .qml files: code that Qt 6.4's compiler generates breaks -Wshadow.
add_library(odna_warnings INTERFACE)
target_compile_options(odna_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
    -Woverloaded-virtual -Wimplicit-fallthrough
    $<$<BOOL:${ODNA_WERROR}>:-Werror>)

# odna_library(NAME SOURCES ... LINK ... [PRIVATE_LINK ...]) — one small static library for one folder.
function(odna_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK;PRIVATE_LINK")
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC odna_flags ${arg_LINK} PRIVATE odna_warnings ${arg_PRIVATE_LINK})
endfunction()

# odna_program(NAME SOURCES ... LINK ...) — one executable, in build/<preset>/bin.
function(odna_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE odna_flags odna_warnings ${arg_LINK})
    # SQLCipher and SQLite export the same names: what is linked statically stays inside the program.
    # Not with libFuzzer: Clang links the sanitiser statically, and its own malloc and delete have to be seen by every library.
    if(NOT ODNA_FUZZ)
        target_link_options(${name} PRIVATE -Wl,--exclude-libs,ALL)
    endif()
endfunction()

# odna_test(NAME SOURCES ... LINK ... [TIMEOUT seconds]) — one Qt Test program, registered with ctest.
function(odna_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LINK")
    odna_program(${name} SOURCES ${arg_SOURCES} LINK ${arg_LINK} Qt6::Test)
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    if(ODNA_SANITIZE) # three to five times slower
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
    endif()
    set(environment QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 QT_LOGGING_RULES=odna.*.debug=false)
    if(ODNA_SANITIZE MATCHES address AND "odna_qml" IN_LIST arg_LINK)
        list(APPEND environment ASAN_OPTIONS=fast_unwind_on_malloc=0
             LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${environment}")
endfunction()

# odna_fuzz(NAME SOURCE f.cpp CORPUS dir LINK ...) — with ODNA_FUZZ a libFuzzer program; otherwise the same function is
# run over its corpus in the ordinary test run. The source defines only LLVMFuzzerTestOneInput.
function(odna_fuzz name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "SOURCE;CORPUS" "LINK")
    if(ODNA_FUZZ)
        odna_program(${name} SOURCES ${arg_SOURCE} LINK ${arg_LINK})
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    else()
        odna_program(${name} SOURCES ${arg_SOURCE} "${CMAKE_SOURCE_DIR}/tests/support/fuzzreplay.cpp"
                     LINK ${arg_LINK} Qt6::Core)
        add_test(NAME ${name} COMMAND ${name} "${arg_CORPUS}")
        set_tests_properties(${name} PROPERTIES TIMEOUT 120)
    endif()
endfunction()

# lint-inputs — everything generated that lint reads and no compiler has to make: moc's output for every target below this
# folder, and the types that QML modules register. Called once, after every target exists.
function(odna_lint_inputs)
    add_custom_target(lint-inputs)
    if(TARGET all_qmltyperegistrations)
        add_dependencies(lint-inputs all_qmltyperegistrations)
    endif()
    set(folders "${CMAKE_CURRENT_SOURCE_DIR}")
    while(folders)
        list(POP_FRONT folders folder)
        get_property(below DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
        list(APPEND folders ${below})
        get_property(targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
        foreach(target IN LISTS targets)
            get_target_property(type ${target} TYPE)
            get_target_property(automoc ${target} AUTOMOC)
            if(automoc AND type MATCHES "^(STATIC_LIBRARY|EXECUTABLE)$")
                add_dependencies(lint-inputs ${target}_autogen)
            endif()
        endforeach()
    endwhile()
endfunction()
