# Every library that Viz links, in one place. licenses/THIRD_PARTY.md lists the same names.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED)   # lockfree::spsc_queue, headers only
find_package(tl-expected REQUIRED)  # headers only
pkg_check_modules(OPUS REQUIRED IMPORTED_TARGET opus>=1.3)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd>=1.5)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium>=1.0.18)

if(NOT VIZ_PURE_ONLY)
    pkg_check_modules(SPEEXDSP REQUIRED IMPORTED_TARGET speexdsp>=1.2)
    set(VIZ_QT_PARTS Core Network WebSockets Multimedia)
    if(VIZ_UI)
        list(APPEND VIZ_QT_PARTS Gui Widgets LinguistTools)
    endif()
    find_package(Qt6 6.4.2 REQUIRED COMPONENTS ${VIZ_QT_PARTS})
    # Optional: makes the certificate of a host that serves TLS itself. -DCMAKE_DISABLE_FIND_PACKAGE_OpenSSL=ON leaves it out.
    find_package(OpenSSL 3.0 COMPONENTS Crypto)
endif()
