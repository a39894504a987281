# Every library that Viz links, in one place. licenses/THIRD_PARTY.md lists the same names.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED)   # lockfree::spsc_queue, headers only
find_package(tl-expected REQUIRED)  # headers only
pkg_check_modules(OPUS REQUIRED IMPORTED_TARGET opus>=1.3)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd>=1.5)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
pkg_check_modules(SPEEXDSP REQUIRED IMPORTED_TARGET speexdsp>=1.2)

# Optional: cleans the microphone better than SpeexDSP. 0.3 has another API than 1 and 2; VIZ_WEBRTC_AUDIO says which it
# is: OLD, NEXT, or nothing.
set(VIZ_CLEANER auto CACHE STRING "What cleans the microphone: webrtc, speexdsp, or auto: webrtc where it is installed")
set_property(CACHE VIZ_CLEANER PROPERTY STRINGS auto webrtc speexdsp)
set(VIZ_WEBRTC_AUDIO "")
if(NOT VIZ_CLEANER STREQUAL speexdsp)
    pkg_check_modules(WEBRTC_AUDIO IMPORTED_TARGET webrtc-audio-processing>=0.3)
    if(WEBRTC_AUDIO_FOUND)
        set(VIZ_WEBRTC_AUDIO OLD)
    else()
        pkg_search_module(WEBRTC_AUDIO IMPORTED_TARGET webrtc-audio-processing-2 webrtc-audio-processing-1)
        if(WEBRTC_AUDIO_FOUND)
            set(VIZ_WEBRTC_AUDIO NEXT)
        elseif(VIZ_CLEANER STREQUAL webrtc)
            message(FATAL_ERROR "VIZ_CLEANER=webrtc needs libwebrtc-audio-processing 0.3, 1 or 2")
        endif()
    endif()
endif()

if(VIZ_UI AND NOT VIZ_PURE_ONLY)
    pkg_check_modules(QRCODEGEN REQUIRED IMPORTED_TARGET qrcodegencpp>=1.8)
    # Optional: a key that is heard whatever window is in front, on X11.
    if(UNIX AND NOT APPLE)
        pkg_check_modules(XCB IMPORTED_TARGET xcb xcb-xkb)
    endif()
endif()

if(NOT VIZ_PURE_ONLY)
    set(VIZ_QT_PARTS Core Network Multimedia)
    if(VIZ_UI)
        list(APPEND VIZ_QT_PARTS Gui Widgets LinguistTools)
    endif()
    find_package(Qt6 6.4.2 REQUIRED COMPONENTS ${VIZ_QT_PARTS})
    include(VizWebSockets)
    # Optional: makes the certificate of a host that serves TLS itself. -DCMAKE_DISABLE_FIND_PACKAGE_OpenSSL=ON leaves it out.
    find_package(OpenSSL 3.0 COMPONENTS Crypto)
endif()
