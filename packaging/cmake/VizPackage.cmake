# What `cpack` makes of the installed files: a .deb on Linux, a .dmg on macOS. tests/packaging proves the .deb.

set(CPACK_PACKAGE_VENDOR "The Viz authors")
set(CPACK_PACKAGE_CONTACT "The Viz authors <authors@viz.invalid>")  # the project has no address for mail
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "encrypted voice calls between two people")
set(CPACK_PACKAGE_DESCRIPTION
"Viz is a voice call between two people, encrypted from end to end, through
any tunnel that carries a WebSocket: cloudflared, ngrok, plain ssh, a server
of one's own. There is no account and no server of the project.
.
One person hosts and sends an invite, the other one joins with it. Both may
be behind routers that let nothing in. There is a window, and a command line
for scripts.")
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
# Only the program: the texts of licenses/ are for packages that bring libraries along.
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};${PROJECT_NAME};program;/")

if(APPLE)
    include(VizDiskImage)
else()
    include(VizDebian)
endif()
include(CPack)
