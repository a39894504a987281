"""A host that may open only few files, as a careful service manager sets it: a crowd at the door takes none of those
that the call needs, costs no processor time, and when it is gone callers get in again.
usage: few_files_test.py VIZ [unittest arguments]"""
import os
import pathlib
import resource
import socket
import sys
import tempfile

import viz1
from security_case import OK, SecurityCase, main
from voice_caller import VoiceCaller
from waiting import wait_until

FILES, CROWD = 40, 60
SPARE = FILES // 4  # HostGate::kSpareFiles is 16, or a quarter of what there is
BUSY = 0.5  # of a processor: far more than a call needs, and half of what a loop that never waits takes


class FewFiles(SecurityCase):
    def setUp(self):
        """Every viz that starts asks in this folder whether another is there, and takes a file of that for a moment."""
        folder = self.enter(tempfile.TemporaryDirectory())
        self.alone = os.environ | {"XDG_RUNTIME_DIR": folder}

    def lowest_free(self, host):
        """The number that the system gives the next file; it may lie below numbers in use."""
        taken = self.open_files(host)
        return min(set(range(len(taken) + 1)) - taken)

    def wait_until_at_rest(self, host):
        """A thread that still starts opens a file of its own, and ends the program if it gets none."""
        tasks = pathlib.Path(f"/proc/{host.process.pid}/task")

        def states():
            return {status.read_text().rsplit(")", 1)[1].split()[0] for status in tasks.glob("*/stat")}
        wait_until(lambda: states() == {"S"}, "all threads of the host wait")

    def crowd(self, port):
        """Who says nothing; the system keeps those whom the host has not taken yet."""
        visitors = []
        for _ in range(CROWD):
            visitor = socket.socket()
            visitor.setblocking(False)
            visitor.connect_ex(("127.0.0.1", port))
            visitors.append(visitor)
            self.addCleanup(visitor.close)
        return visitors

    def leave(self, visitors):
        for visitor in visitors:
            visitor.close()

    def test_the_call_keeps_its_share(self):
        host = self.host(files=FILES, environment=self.alone)
        with VoiceCaller(host.port, viz1.InviteKeys.of(host.invite)) as caller:
            caller.wait_until_talking()
            before, files = host.cpu_seconds(), 0
            self.crowd(host.port)
            for _ in range(10):
                self.assertGreater(len(caller.measure(0.2)), 0, "the call goes on")
                files = max(files, len(self.open_files(host)))
            self.assertLess((host.cpu_seconds() - before) / 2, BUSY)
            self.assertLessEqual(files, FILES - SPARE)
        self.assertEqual(host.wait_exit(), OK, host.errors())

    def test_callers_get_in_when_the_crowd_is_gone(self):
        host = self.host(files=FILES, environment=self.alone)
        self.leave(self.crowd(host.port))
        self.assert_still_serves(host)

    def test_a_system_without_files_is_waited_for(self):
        """Qt's server stops for good when accept() fails."""
        host = self.host(environment=self.alone)
        self.wait_until_at_rest(host)
        limits = resource.prlimit(host.process.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(host.process.pid, resource.RLIMIT_NOFILE, (self.lowest_free(host), limits[1]))
        before = host.cpu_seconds()
        visitor = self.enter(socket.create_connection(("127.0.0.1", host.port)))
        visitor.settimeout(1)
        visitor.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with self.assertRaises(TimeoutError):
            visitor.recv(1)
        self.assertLess(host.cpu_seconds() - before, BUSY)
        resource.prlimit(host.process.pid, resource.RLIMIT_NOFILE, limits)
        visitor.settimeout(20)
        self.assertEqual(visitor.recv(12), b"HTTP/1.1 404", "who came meanwhile is answered, too")
        visitor.close()
        self.assert_still_serves(host)


if __name__ == "__main__":
    main([] if sys.platform == "linux" else ["/proc"])
