# SPDX-License-Identifier: GPL-3.0-or-later
# The interface targets and the two functions that every room uses.

add_library(mqttscope_warnings INTERFACE)
add_library(mqttscope::warnings ALIAS mqttscope_warnings)
target_compile_options(mqttscope_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
    $<$<BOOL:${MQTTSCOPE_WERROR}>:-Werror>)

add_library(mqttscope_sanitizers INTERFACE)
add_library(mqttscope::sanitizers ALIAS mqttscope_sanitizers)
if(MQTTSCOPE_SANITIZE)
    target_compile_options(mqttscope_sanitizers INTERFACE
        -fsanitize=${MQTTSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(mqttscope_sanitizers INTERFACE -fsanitize=${MQTTSCOPE_SANITIZE})
endif()
if(MQTTSCOPE_FUZZ)
    target_compile_options(mqttscope_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()

# mqttscope_room(NAME SOURCES... ): the static library mqttscope_NAME, alias mqttscope::NAME.
# PUBLIC/PRIVATE lists are the rooms and libraries that it may include (see docs/architecture.md).
function(mqttscope_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(mqttscope_${name} STATIC ${ROOM_SOURCES})
    add_library(mqttscope::${name} ALIAS mqttscope_${name})
    target_include_directories(mqttscope_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(mqttscope_${name}
        PUBLIC ${ROOM_PUBLIC} mqttscope::sanitizers
        PRIVATE ${ROOM_PRIVATE} mqttscope::warnings)
endfunction()
