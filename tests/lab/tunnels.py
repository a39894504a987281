"""Real tunnels on this machine: nginx with TLS or HAProxy in front of a host, ssh -R to an sshd of our own, and a proxy
on the joiner's way out."""
import getpass
import os
import pathlib
import signal
import subprocess
import tempfile

from processes import descendants_of, is_running
from waiting import accepts_connections, free_port, wait_until

NGINX = """
pid {root}/nginx.pid;
error_log {root}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/fastcgi;
  uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;
  map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {root}/certificate.pem; ssl_certificate_key {root}/key.pem;
    location / {{
      proxy_pass http://127.0.0.1:{target}; proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;
      proxy_set_header Host $host; proxy_read_timeout 3600s; proxy_send_timeout 3600s; proxy_buffering off;
    }}
  }}
}}
"""


HAPROXY = """
global
  maxconn 64
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout tunnel 1h
frontend public
  bind 127.0.0.1:{port}
  default_backend viz
backend viz
  server viz 127.0.0.1:{target}
"""


class Tunnel:
    """A context manager that forwards connections to 127.0.0.1:`port` to 127.0.0.1:`target`."""

    def __init__(self, target):
        self.target, self.port, self.processes = target, free_port(), []

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="viz-tunnel-")
        self.root = pathlib.Path(self._folder.name)
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        self._folder.cleanup()

    def stop(self):
        """Breaks every connection through it; start() brings it back at the same port."""
        for process in reversed(self.processes):
            # sshd leaves its sessions behind when it ends.
            sessions = descendants_of(process.pid)
            process.terminate()
            process.wait(10)
            for session in filter(is_running, sessions):
                os.kill(session, signal.SIGTERM)
        self.processes.clear()

    def restart(self):
        self.stop()
        self.start()

    def run(self, *command):
        subprocess.run(list(map(str, command)), check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def serve(self, *command, port):
        with open(self.root / f"{pathlib.Path(command[0]).name}.log", "w") as log:
            process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.processes.append(process)
        wait_until(lambda: accepts_connections(port), f"{command[0]} listens on {port}")


class Nginx(Tunnel):
    """TLS with a certificate that nobody signed."""

    def start(self):
        self.run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                 "-days", "2", "-subj", "/CN=localhost", "-keyout", self.root / "key.pem", "-out",
                 self.root / "certificate.pem")
        configuration = self.root / "nginx.conf"
        configuration.write_text(NGINX.format(root=self.root, port=self.port, target=self.target))
        self.serve("/usr/sbin/nginx", "-p", self.root, "-c", configuration, "-g", "daemon off;", port=self.port)


class HaProxy(Tunnel):
    def start(self):
        configuration = self.root / "haproxy.cfg"
        configuration.write_text(HAPROXY.format(port=self.port, target=self.target))
        self.serve("/usr/sbin/haproxy", "-db", "-q", "-f", configuration, port=self.port)


class ConnectProxy(Tunnel):
    """An HTTP proxy that knows the CONNECT method and leads to the target whatever name it is asked for, which only it
    can resolve. `asked()` are the requests that it got."""

    def start(self):
        self.serve("/usr/bin/python3", pathlib.Path(__file__).with_name("connect_proxy.py"), self.port, self.target,
                   self.root / "asked", port=self.port)

    def asked(self):
        file = self.root / "asked"
        return file.read_text().splitlines() if file.exists() else []


class SshReverse(Tunnel):
    """`ssh -R`, as to an own server or to localhost.run. With `program_is_viz` only the server: Viz starts ssh."""

    def __init__(self, target, program_is_viz=False):
        super().__init__(target)
        self.program_is_viz, self.server_port = program_is_viz, free_port()
        self.login = f"{getpass.getuser()}@127.0.0.1"

    def start(self):
        self._make_keys()
        self._serve_sshd()
        if not self.program_is_viz:
            self.serve("ssh", "-F", "none", "-N", "-T", "-o", "BatchMode=yes",
                       "-o", "StrictHostKeyChecking=accept-new", "-o", "ServerAliveInterval=20",
                       "-o", "ExitOnForwardFailure=yes", *self.client_options(),
                       "-R", f"127.0.0.1:{self.port}:127.0.0.1:{self.target}", self.login, port=self.port)

    def client_options(self):
        return ["-F", "none", "-o", f"UserKnownHostsFile={self.root}/known_hosts", "-i", f"{self.root}/user_key",
                "-p", f"{self.server_port}"]

    def _make_keys(self):
        for name in ("host_key", "user_key"):
            if not (self.root / name).exists():
                self.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.root / name)
        (self.root / "authorized_keys").write_text((self.root / "user_key.pub").read_text())

    def _serve_sshd(self):
        os.makedirs("/run/sshd", exist_ok=True)
        self.serve("/usr/sbin/sshd", "-D", "-e", "-f", "/dev/null", "-p", self.server_port,
                   "-h", self.root / "host_key", "-o", "ListenAddress=127.0.0.1",
                   "-o", f"AuthorizedKeysFile={self.root}/authorized_keys", "-o", "StrictModes=no", "-o", "UsePAM=no",
                   "-o", "PidFile=none", port=self.server_port)
