# The .deb. Debian's Qt WebSockets ties whoever uses it to the very version of Qt (qt6-websockets-abi), so the package
# is for one release of Debian, and its name says which.

cmake_host_system_information(RESULT viz_system QUERY DISTRIB_INFO)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1~deb${viz_system_VERSION_ID})  # below what Debian itself would give it
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland, qt6-translations-l10n, pipewire-pulse | pulseaudio, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "openssh-client")  # the tunnel that needs nothing else
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

execute_process(COMMAND dpkg --print-architecture OUTPUT_VARIABLE viz_architecture OUTPUT_STRIP_TRAILING_WHITESPACE
                ERROR_QUIET)
set(CPACK_DEBIAN_FILE_NAME
    "viz_${PROJECT_VERSION}_${viz_architecture}-${viz_system_ID}${viz_system_VERSION_ID}.deb")

# Debian's own changelog, with the date that the AppStream metadata gives this version.
file(STRINGS "${VIZ_LINUX}/${VIZ_APP_ID}.metainfo.xml" viz_release REGEX "<release version=\"${PROJECT_VERSION}\"")
string(REGEX MATCH "[0-9]+-[0-9]+-[0-9]+" viz_release_day "${viz_release}")
if(NOT viz_release_day)
    message(FATAL_ERROR "${VIZ_APP_ID}.metainfo.xml has no release ${PROJECT_VERSION}")
endif()
execute_process(COMMAND env LC_ALL=C date --utc --rfc-email --date "${viz_release_day}" OUTPUT_VARIABLE VIZ_RELEASE_DATE
                OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
configure_file("${VIZ_LINUX}/changelog.Debian.in" "${PROJECT_BINARY_DIR}/install/changelog.Debian" @ONLY)
viz_install_compressed("${PROJECT_BINARY_DIR}/install/changelog.Debian" changelog.Debian ${CMAKE_INSTALL_DOCDIR})
