# What `cmake --install` puts where on Linux. The desktop file's name, the icon's and the AppStream id are one and the
# same, so that desktops find each from the others; the desktop file makes viz1: links open in Viz. The component
# "licenses" is for packages that bring libraries along.

include(GNUInstallDirs)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)
set(VIZ_APP_ID app.viz.Viz)
set(VIZ_LINUX "${PROJECT_SOURCE_DIR}/packaging/linux")

# viz_install_compressed(<text> <name> <folder>): as Debian wants man pages and changelogs, the same bytes every time.
function(viz_install_compressed text name folder)
    set(packed "${PROJECT_BINARY_DIR}/install/${name}.gz")
    file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/install")
    execute_process(COMMAND gzip -9nc "${text}" OUTPUT_FILE "${packed}" COMMAND_ERROR_IS_FATAL ANY)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${text}")
    install(FILES "${packed}" DESTINATION "${folder}")
endfunction()

install(TARGETS viz RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
viz_install_compressed("${VIZ_LINUX}/viz.1" viz.1 ${CMAKE_INSTALL_MANDIR}/man1)
viz_install_compressed("${PROJECT_SOURCE_DIR}/CHANGELOG.md" changelog ${CMAKE_INSTALL_DOCDIR})
install(FILES "${VIZ_LINUX}/copyright" DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY "${PROJECT_SOURCE_DIR}/licenses" DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT licenses)
if(VIZ_UI)
    install(FILES "${VIZ_LINUX}/${VIZ_APP_ID}.desktop" DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES "${VIZ_LINUX}/${VIZ_APP_ID}.metainfo.xml" DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
    install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/viz.svg" DESTINATION ${icons}/scalable/apps
            RENAME ${VIZ_APP_ID}.svg)
    foreach(pixels 16 24 32 48 64 128 256)
        install(FILES "${PROJECT_BINARY_DIR}/ui/icons/viz-${pixels}.png" DESTINATION ${icons}/${pixels}x${pixels}/apps
                RENAME ${VIZ_APP_ID}.png)
    endforeach()
endif()
