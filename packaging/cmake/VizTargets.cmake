# One library a folder: viz_library(<folder> SOURCES ... [PUBLIC lib...] [QT]) makes the target viz_<folder>.
# Targets without QT are pure C++20: they do not link Qt, and tests/architecture checks their includes.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(VIZ_CCACHE ccache)
if(VIZ_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${VIZ_CCACHE}")
    set(CMAKE_C_COMPILER_LAUNCHER "${VIZ_CCACHE}")
endif()

add_library(viz_flags INTERFACE)
if(WIN32)
    target_compile_definitions(viz_flags INTERFACE NOMINMAX UNICODE)
endif()
target_compile_options(viz_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                                           -Wconversion -Wno-sign-conversion -Werror)
target_include_directories(viz_flags INTERFACE "${PROJECT_SOURCE_DIR}")
if(VIZ_SANITIZE)
    target_compile_options(viz_flags INTERFACE -fsanitize=${VIZ_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(viz_flags INTERFACE -fsanitize=${VIZ_SANITIZE})
endif()
if(VIZ_FUZZ)
    target_compile_options(viz_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Qt without keywords and without API that later versions remove.
add_library(viz_qt_flags INTERFACE)
target_compile_definitions(viz_qt_flags INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
                                                  QT_NO_URL_CAST_FROM_STRING QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_link_libraries(viz_qt_flags INTERFACE viz_flags)

function(viz_library folder)
    cmake_parse_arguments(ARG "QT" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(viz_${folder} STATIC ${ARG_SOURCES})
    target_link_libraries(viz_${folder} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    if(ARG_QT)
        target_link_libraries(viz_${folder} PUBLIC viz_qt_flags)
        set_target_properties(viz_${folder} PROPERTIES AUTOMOC ON)
    else()
        target_link_libraries(viz_${folder} PUBLIC viz_flags)
    endif()
endfunction()
