# Fails if a sentence of the window has no Russian translation, or a translation no sentence any more: brings a copy of
# the file up to date with the sources and looks for what changed.
set(copy "${SCRATCH}/viz_ru.ts")
configure_file("${TS}" "${copy}" COPYONLY)
execute_process(COMMAND "${LUPDATE}" -silent -I "${ROOT}" -locations none "${ROOT}/ui" "${ROOT}/core/tunnel"
                        -ts "${copy}" COMMAND_ERROR_IS_FATAL ANY)
file(READ "${copy}" text)
string(REGEX MATCHALL "<source>[^<]*</source>[^<]*<translation type=\"[a-z]+\">" open "${text}")
string(FIND "${text}" "<translation></translation>" empty)
if(open OR NOT empty EQUAL -1)
    list(JOIN open "\n" open)
    message(FATAL_ERROR "Not finished, or not used any more:\n${open}")
endif()
