# Includes VizBundle.cmake and VizDiskImage.cmake where there is no Mac, with commands that only write down what was asked
# for. -DTREE, -DFOLDER: the steps of the installation are written to FOLDER/steps.cmake.
set(PROJECT_SOURCE_DIR "${TREE}")
set(PROJECT_BINARY_DIR "${FOLDER}")
set(PROJECT_VERSION 1.2.3)
set(CMAKE_SYSTEM_PROCESSOR arm64)
set(VIZ_MACDEPLOYQT "${FOLDER}/macdeployqt")

foreach(command add_custom_command target_sources set_source_files_properties set_target_properties)
    cmake_language(EVAL CODE "function(${command})\nendfunction()")
endforeach()

function(install kind)
    if(kind STREQUAL CODE)
        file(WRITE "${FOLDER}/steps.cmake" "${ARGV1}")
    endif()
endfunction()

include("${TREE}/packaging/cmake/VizBundle.cmake")
include("${TREE}/packaging/cmake/VizDiskImage.cmake")
if(NOT CPACK_PACKAGE_FILE_NAME STREQUAL "Viz-1.2.3-arm64")
    message(FATAL_ERROR "the image would be called ${CPACK_PACKAGE_FILE_NAME}")
endif()
