# The .dmg: Viz.app beside a link to the Applications folder. Made by CPack with macOS's hdiutil.

set(CPACK_GENERATOR DragNDrop)
set(CPACK_PACKAGE_FILE_NAME "Viz-${PROJECT_VERSION}-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_DMG_VOLUME_NAME "Viz ${PROJECT_VERSION}")
set(CPACK_DMG_FORMAT UDZO)
set(CPACK_STRIP_FILES OFF)  # would break the signature
