"""Real tunnels on this machine: nginx with TLS in front of a host, and ssh -R to an sshd of our own."""
import getpass
import os
import pathlib
import subprocess
import tempfile

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
        for process in reversed(self.processes):
            process.terminate()
            process.wait(10)
        self._folder.cleanup()

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


class SshReverse(Tunnel):
    """`ssh -R`, as to an own server or to localhost.run."""

    def start(self):
        server_port = free_port()
        for name in ("host_key", "user_key"):
            self.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.root / name)
        (self.root / "authorized_keys").write_text((self.root / "user_key.pub").read_text())
        os.makedirs("/run/sshd", exist_ok=True)
        self.serve("/usr/sbin/sshd", "-D", "-e", "-f", "/dev/null", "-p", server_port, "-h", self.root / "host_key",
                   "-o", "ListenAddress=127.0.0.1", "-o", f"AuthorizedKeysFile={self.root}/authorized_keys",
                   "-o", "StrictModes=no", "-o", "UsePAM=no", "-o", "PidFile=none", port=server_port)
        self.serve("ssh", "-F", "none", "-N", "-T", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=accept-new",
                   "-o", f"UserKnownHostsFile={self.root}/known_hosts", "-o", "ServerAliveInterval=20",
                   "-o", "ExitOnForwardFailure=yes", "-i", self.root / "user_key", "-p", server_port,
                   "-R", f"127.0.0.1:{self.port}:127.0.0.1:{self.target}", f"{getpass.getuser()}@127.0.0.1",
                   port=self.port)
