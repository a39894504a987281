"""Two Mumble clients (1.3.4 of Debian 12) and their server, under Xvfb, with settings written beforehand."""
import os
import sqlite3
import subprocess
import time

from pair import LoggedPair, end
from waiting import free_port
from window_program import Screen

SERVER = """database={folder}/server.sqlite
port={port}
host={host}
bandwidth=72000
users=10
messageburst=5
messagelimit=1
autobanAttempts=0
welcometext=
bonjour=false
uname=root
"""  # uname: else root becomes a user who cannot write to the folder; nobody else cares
# What its wizards would ask; without noise, and with no traffic but the call's.
SETTINGS = {"General": {"lastupdate": 2},
            "audio": {"transmit": 0, "quality": 40000},
            "net": {"autoconnect": "false", "framesperpacket": 2},
            "ui": {"askonquit": "false", "disablepubliclist": "true", "updatecheck": "false", "plugincheck": "false",
                   "usage": "false"},
            "consent": {"pingserversdialogviewed": "true"}, "tts": {"enable": "false"}}
# 10 ms a packet, 10 ms of output and of jitter buffer: the least that the settings give.
LOW = {"audio": {"outputdelay": 1}, "net": {"framesperpacket": 1, "jitterbuffer": 1}}
STARTS = 5


class MumblePair(LoggedPair):
    """`tcp`: voice goes through the connection, else by UDP. `low`: the smallest buffers."""

    kind = "tls"

    def __init__(self, *where, tcp=True, low=False):
        super().__init__(*where)
        if self.faults is not None and not tcp:
            raise ValueError("UDP does not go through the tunnel")
        self.tcp, self.low = tcp, low

    def connect(self):
        self.port = free_port()
        configuration = self.folder / "server.ini"
        configuration.write_text(SERVER.format(folder=self.folder, host=self.address(), port=self.port))
        server = self.spawn("server", self.inside("A", "/usr/sbin/murmurd", "-fg", "-v", "-ini", configuration),
                            dict(os.environ))
        self.processes["server"] = server.pid
        self.wait_said("server", "Server listening on")
        self.screen = self.stack.enter_context(Screen())
        ports = {"A": self.port, "B": self.way_to(self.port)}  # A hosts, so only B is behind the tunnel
        self.clients = 1 if self.tunnel else 2
        for side, port in ports.items():
            self._prepare(side, port)
            self._start_with_sound(side, port)
        self.wait_said("server", "Authenticated.*Authenticated")

    def _start_with_sound(self, side, port):
        """This version now and then starts without its loudspeaker or microphone."""
        for _ in range(STARTS):
            client = self._start(side, port)
            if self._has_sound(side, time.monotonic() + 8):
                self.processes[side] = client.pid
                return
            end(client)
        raise TimeoutError(f"Mumble did not open its devices {STARTS} times")

    def _has_sound(self, side, deadline):
        while time.monotonic() < deadline:
            if self.said(side, "Starting output") and self.said(side, "Starting input"):
                return True
            time.sleep(0.1)
        return False

    def _start(self, side, port):
        home = self.folder / f"home-{side}"
        environment = dict(self.card.base, HOME=str(home), XDG_RUNTIME_DIR=str(home / "run"),
                           XDG_CONFIG_HOME=str(home / ".config"), XDG_DATA_HOME=str(home / ".local/share"),
                           DISPLAY=self.screen.display, QT_QPA_PLATFORM="xcb",
                           DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
        return self.spawn(side, self.inside(side, "mumble", "-m",
                                            f"mumble://{side}@{self.address()}:{port}/?version=1.2.0"), environment)

    def _prepare(self, side, port):
        home = self.folder / f"home-{side}"
        for name, mode in ((".config/Mumble", 0o755), (".local/share/Mumble/Mumble", 0o755), ("run", 0o700),
                           ("Documents", 0o755)):
            (home / name).mkdir(mode=mode, parents=True)
        (home / ".config/Mumble/Mumble.conf").write_text(self._settings(side))
        # Instead of running its wizard, the client imports what looks like its own backup.
        make_certificate(home / "Documents/MumbleAutomaticCertificateBackup.p12", side)
        self._trust_server(home / ".local/share/Mumble/Mumble/mumble.sqlite", port)

    def _settings(self, side):
        settings = {section: dict(values) for section, values in SETTINGS.items()}
        for section, values in (LOW if self.low else {}).items():
            settings[section].update(values)
        settings["net"]["tcponly"] = "true" if self.tcp else "false"
        settings["ui"]["username"] = side
        settings["pulseaudio"] = {"input": f"{side}_in", "output": f"{side}_spk"}
        return "\n".join(line for section, values in settings.items()
                         for line in (f"[{section}]", *(f"{key}={value}" for key, value in values.items()), ""))

    def _trust_server(self, path, port):
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE cert (id INTEGER PRIMARY KEY AUTOINCREMENT, hostname TEXT, port INTEGER, "
                             "digest TEXT)")
            database.execute("CREATE UNIQUE INDEX cert_host_port ON cert(hostname, port)")
            database.execute("INSERT INTO cert (hostname, port, digest) VALUES (?, ?, ?)",
                             (self.address(), port, self._fingerprint()))
        database.close()

    def _fingerprint(self):
        """SHA-1 of the server's certificate, as the client keeps it."""
        pem = subprocess.run(self.inside("A", "openssl", "s_client", "-connect", f"{self.address()}:{self.port}"),
                             stdin=subprocess.DEVNULL, capture_output=True).stdout
        said = subprocess.run(["openssl", "x509", "-fingerprint", "-sha1", "-noout"], input=pem, capture_output=True,
                              check=True).stdout.decode()
        return said.split("=")[1].strip().replace(":", "").lower()


def make_certificate(path, name):
    key, certificate = path.with_suffix(".key"), path.with_suffix(".crt")
    _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", key,
             "-out", certificate)
    _openssl("pkcs12", "-export", "-passout", "pass:", "-inkey", key, "-in", certificate, "-out", path)


def _openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=True)
