# The macOS application: Viz.app with its icon, translations, licences, and, when it is installed, Qt's frameworks.
# Written by the book and never run on a Mac by its authors: what could be checked on Linux is in tests/packaging.

if(NOT CMAKE_OSX_DEPLOYMENT_TARGET)
    set(CMAKE_OSX_DEPLOYMENT_TARGET 15.0)  # Homebrew's libraries run on nothing older than where they were built
endif()
set(VIZ_MACOS "${PROJECT_SOURCE_DIR}/packaging/macos")

# The drawing in the sizes that iconutil wants, from the same file as everywhere.
set(viz_iconset "${PROJECT_BINARY_DIR}/install/viz.iconset")
set(viz_icns "${PROJECT_BINARY_DIR}/install/viz.icns")
add_custom_command(OUTPUT "${viz_icns}" DEPENDS "${PROJECT_SOURCE_DIR}/resources/icons/viz.svg" VERBATIM
    COMMAND "${VIZ_MACOS}/make-icons" "${PROJECT_SOURCE_DIR}/resources/icons/viz.svg" "${viz_iconset}" "${viz_icns}")

target_sources(viz PRIVATE "${viz_icns}")
set_source_files_properties("${viz_icns}" TARGET_DIRECTORY viz PROPERTIES
    GENERATED ON MACOSX_PACKAGE_LOCATION Resources)
set_target_properties(viz PROPERTIES
    MACOSX_BUNDLE ON OUTPUT_NAME Viz MACOSX_BUNDLE_INFO_PLIST "${VIZ_MACOS}/Info.plist.in")

install(TARGETS viz BUNDLE DESTINATION . COMPONENT program)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/licenses" DESTINATION Viz.app/Contents/Resources COMPONENT program)

# After the frameworks are in, every file is signed anew; processors of Apple run nothing that is not. "-" is no identity,
# so Gatekeeper still warns, and the hardened runtime has to stay off: it would refuse frameworks signed by nobody.
set(VIZ_SIGNING_IDENTITY "-" CACHE STRING "Who signs Viz.app, as codesign --sign wants it")
set(viz_signing --force --deep --entitlements "${VIZ_MACOS}/viz.entitlements" --sign "${VIZ_SIGNING_IDENTITY}")
if(NOT VIZ_SIGNING_IDENTITY STREQUAL "-")
    list(APPEND viz_signing --options runtime --timestamp)
endif()
find_program(VIZ_MACDEPLOYQT macdeployqt HINTS "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS}" REQUIRED)
install(CODE "
    set(app \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/Viz.app\")
    execute_process(COMMAND \"${VIZ_MACDEPLOYQT}\" \"\${app}\" -always-overwrite COMMAND_ERROR_IS_FATAL ANY)
    set(signing \"${viz_signing}\")
    execute_process(COMMAND codesign \${signing} \"\${app}\" COMMAND_ERROR_IS_FATAL ANY)
" COMPONENT program)
