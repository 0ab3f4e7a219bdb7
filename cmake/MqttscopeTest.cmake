# SPDX-License-Identifier: GPL-3.0-or-later
find_package(GTest REQUIRED)

# What every test executable has: its place (bin/tests) and the paths of the source and the build tree, for tests that
# read files of them.
function(mqttscope_test_executable name)
    cmake_parse_arguments(TEST "" "" "SOURCES;LIBS" ${ARGN})
    add_executable(${name} ${TEST_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin/tests)
    target_compile_definitions(${name} PRIVATE MQTTSCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" MQTTSCOPE_BINARY_DIR="${CMAKE_BINARY_DIR}")
    # A third of a build from nothing went into optimising tests and describing them to debuggers; what they test
    # stays as it is shipped. To step through a test, take the preset dev.
    target_compile_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O1> $<$<AND:$<CONFIG:RelWithDebInfo>,$<NOT:$<BOOL:${MQTTSCOPE_SANITIZE}>>>:-g0>)
    target_link_libraries(${name} PRIVATE ${TEST_LIBS} mqttscope::warnings mqttscope::sanitizers)
endfunction()

# mqttscope_test(NAME SOURCES ... LIBS ...): a GoogleTest executable, registered with ctest as one test
# (scripts/run-tests.py counts its cases).
function(mqttscope_test name)
    mqttscope_test_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE GTest::gmock GTest::gtest GTest::gtest_main)
    add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
endfunction()

# mqttscope_qt_test(NAME SOURCES ... LIBS ...): a Qt Test executable (one QTEST_MAIN), run without a display. Only
# with MQTTSCOPE_WINDOW.
function(mqttscope_qt_test name)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
    mqttscope_test_executable(${name} ${ARGN})
    # Generated sources stand outside the folders whose names clang-tidy's header filter knows.
    set_target_properties(${name} PROPERTIES AUTOMOC ON AUTOGEN_BUILD_DIR ${CMAKE_BINARY_DIR}/autogen/${name})
    target_link_libraries(${name} PRIVATE Qt6::Test)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS qt ENVIRONMENT QT_QPA_PLATFORM=offscreen)
endfunction()
