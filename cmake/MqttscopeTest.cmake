# SPDX-License-Identifier: GPL-3.0-or-later
find_package(GTest REQUIRED)

# mqttscope_test(NAME SOURCES ... LIBS ...): a GoogleTest executable NAME in bin/tests, registered with ctest as one test
# (scripts/run-tests.py counts its cases). MQTTSCOPE_SOURCE_DIR is defined for tests that read files of the tree.
function(mqttscope_test name)
    cmake_parse_arguments(TEST "" "" "SOURCES;LIBS" ${ARGN})
    add_executable(${name} ${TEST_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin/tests)
    target_compile_definitions(${name} PRIVATE MQTTSCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" MQTTSCOPE_BINARY_DIR="${CMAKE_BINARY_DIR}")
    target_link_libraries(${name} PRIVATE ${TEST_LIBS} GTest::gmock GTest::gtest GTest::gtest_main
        mqttscope::warnings mqttscope::sanitizers)
    add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
endfunction()
