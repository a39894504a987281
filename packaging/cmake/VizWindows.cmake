# The Windows programs: viz.exe for command lines, and vizw.exe, the same without a console, for the Start menu and for
# viz1: links. Both with icon, version and manifest. `cmake --install` puts them into one folder, where
# packaging/windows/collect adds what they need.

set(VIZ_WINDOWS "${PROJECT_SOURCE_DIR}/packaging/windows")
enable_language(RC)

# One file with the drawing in all sizes, the largest as PNG, as Windows wants it.
find_program(VIZ_RSVG_CONVERT rsvg-convert REQUIRED)
find_program(VIZ_ICOTOOL icotool REQUIRED)
set(viz_ico "${PROJECT_BINARY_DIR}/install/viz.ico")
add_custom_command(OUTPUT "${viz_ico}" DEPENDS "${PROJECT_SOURCE_DIR}/resources/icons/viz.svg" VERBATIM
    COMMAND "${VIZ_WINDOWS}/make-icon" "${PROJECT_SOURCE_DIR}/resources/icons/viz.svg" "${viz_ico}")
add_custom_target(viz_ico DEPENDS "${viz_ico}")

set(viz_manifest "${VIZ_WINDOWS}/viz.manifest")
# viz_resources(<target> <file name> <description>)
function(viz_resources target name description)
    set(VIZ_FILE_NAME "${name}")
    set(VIZ_FILE_DESCRIPTION "${description}")
    string(REPLACE "." "," VIZ_VERSION_NUMBERS "${PROJECT_VERSION},0")
    configure_file("${VIZ_WINDOWS}/viz.rc.in" "${PROJECT_BINARY_DIR}/install/${target}.rc" @ONLY)
    target_sources(${target} PRIVATE "${PROJECT_BINARY_DIR}/install/${target}.rc")
    add_dependencies(${target} viz_ico)
endfunction()

viz_resources(viz viz.exe "Viz, encrypted voice calls")
install(TARGETS viz RUNTIME DESTINATION . COMPONENT program)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/licenses" DESTINATION . COMPONENT program
        PATTERN bundled EXCLUDE PATTERN common EXCLUDE)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION licenses RENAME viz.txt COMPONENT program)
install(FILES "${viz_ico}" DESTINATION . COMPONENT program)

if(VIZ_UI)
    add_executable(vizw WIN32 "${PROJECT_SOURCE_DIR}/app/main.cpp" "${PROJECT_SOURCE_DIR}/app/run_window.cpp")
    target_link_libraries(vizw PRIVATE viz_app viz_ui viz_qt_flags)
    target_compile_definitions(vizw PRIVATE VIZ_WITH_UI=1 VIZ_VERSION="${PROJECT_VERSION}")
    viz_resources(vizw vizw.exe "Viz")
    install(TARGETS vizw RUNTIME DESTINATION . COMPONENT program)
endif()
