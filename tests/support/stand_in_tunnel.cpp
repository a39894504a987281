// A program that stands in for a tunnel program: it does what its play says, a step a line, and then waits to be ended.
// The play is <own path>.play, or <own path>.play.N for the Nth start if that exists. <own path>.seen tells tests what
// happened. Steps:
//   say TEXT      a line on standard output; \e, \n, \r and \\ in it mean what they mean in C
//   warn TEXT     a line on standard error
//   part TEXT     without the line end
//   flood N       N characters without a line end
//   await NAME    until the file NAME exists beside this program
//   stubborn      do not end when asked to
//   child         start a child that does nothing, and tell its process id
//   exit N        end with this status
//   crash         be killed

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>

extern char** environ; // NOLINT(readability-identifier-naming): POSIX

namespace {

namespace fs = std::filesystem;

fs::path besides(const fs::path& self, const std::string& suffix) { return self.string() + suffix; }

int startsSoFar(const fs::path& self) {
    std::ifstream seen(besides(self, ".seen"));
    int starts = 0;
    for (std::string line; std::getline(seen, line);)
        starts += line.starts_with("start ") ? 1 : 0;
    return starts;
}

void note(const fs::path& self, const std::string& line) {
    std::ofstream(besides(self, ".seen"), std::ios::app) << line << '\n';
}

void noteStart(const fs::path& self, int count, char** arguments) {
    for (int i = 1; i < count; ++i)
        note(self, std::string("argument ") + arguments[i]);
    for (char** variable = environ; *variable != nullptr; ++variable)
        note(self, std::string("environment ") + *variable);
    note(self, "start " + std::to_string(::getpid()));
}

std::string unescaped(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        const char kind = text[++i];
        plain += kind == 'e' ? '\x1b' : kind == 'n' ? '\n' : kind == 'r' ? '\r' : kind;
    }
    return plain;
}

[[noreturn]] void waitForTheEnd() {
    for (;;)
        ::pause();
}

void awaitFile(const fs::path& file) {
    while (!fs::exists(file))
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
}

void makeChild(const fs::path& self) {
    const pid_t child = ::fork();
    if (child == 0)
        waitForTheEnd();
    note(self, "child " + std::to_string(child));
}

void perform(const fs::path& self, const std::string& step, const std::string& rest) {
    if (step == "say")
        std::cout << unescaped(rest) << std::endl;
    else if (step == "warn")
        std::cerr << unescaped(rest) << std::endl;
    else if (step == "part")
        std::cout << unescaped(rest) << std::flush;
    else if (step == "flood")
        std::cout << std::string(std::stoul(rest), 'x') << std::flush;
    else if (step == "await")
        awaitFile(self.parent_path() / rest);
    else if (step == "stubborn")
        std::signal(SIGTERM, SIG_IGN);
    else if (step == "child")
        makeChild(self);
    else if (step == "exit")
        std::exit(std::stoi(rest));
    else if (step == "crash")
        std::raise(SIGKILL);
}

} // namespace

int main(int count, char** arguments) {
    const fs::path self = arguments[0];
    const int number = startsSoFar(self) + 1;
    const fs::path own = besides(self, ".play." + std::to_string(number));
    std::ifstream play(fs::exists(own) ? own : besides(self, ".play"));
    noteStart(self, count, arguments);
    for (std::string line; std::getline(play, line);) {
        const std::size_t blank = line.find(' ');
        perform(self, line.substr(0, blank), blank == std::string::npos ? std::string() : line.substr(blank + 1));
    }
    waitForTheEnd();
}
