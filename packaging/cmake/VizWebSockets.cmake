# Who does the WebSockets: Qt's own module, or libwslay where Qt comes without it. VIZ_WEBSOCKETS_FOUND says which it is:
# qt or wslay. Where both are there, the tests look at both: TARGET wslay.

set(VIZ_WEBSOCKETS auto CACHE STRING "What does the WebSockets: qt, wslay, or auto: qt where it is installed")
set_property(CACHE VIZ_WEBSOCKETS PROPERTY STRINGS auto qt wslay)

if(VIZ_WEBSOCKETS STREQUAL qt)
    find_package(Qt6 6.4.2 REQUIRED COMPONENTS WebSockets)
elseif(VIZ_WEBSOCKETS STREQUAL auto)
    find_package(Qt6 6.4.2 QUIET OPTIONAL_COMPONENTS WebSockets)
endif()

if(TARGET Qt6::WebSockets)
    set(VIZ_WEBSOCKETS_FOUND qt)
    set(wslay_is_needed)
else()
    set(VIZ_WEBSOCKETS_FOUND wslay)
    set(wslay_is_needed REQUIRED)
endif()

find_path(WSLAY_INCLUDE_DIR wslay/wslay.h ${wslay_is_needed})
find_library(WSLAY_LIBRARY wslay ${wslay_is_needed})
if(WSLAY_INCLUDE_DIR AND WSLAY_LIBRARY)
    add_library(wslay UNKNOWN IMPORTED)
    set_target_properties(wslay PROPERTIES IMPORTED_LOCATION "${WSLAY_LIBRARY}"
                                           INTERFACE_INCLUDE_DIRECTORIES "${WSLAY_INCLUDE_DIR}"
                                           INTERFACE_LINK_LIBRARIES "$<$<BOOL:${WIN32}>:ws2_32;ssp>")
endif()
