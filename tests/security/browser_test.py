"""A web page in a real Chromium tries to reach the port of a waiting host: it never gets a WebSocket.
usage: browser_test.py VIZ [unittest arguments]"""
import http.server
import json
import os
import pathlib
import queue
import shutil
import socket
import subprocess
import tempfile
import threading
import urllib.parse

import viz1
from security_case import SecurityCase, main
from web_socket import read_head, upgrade_request

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAGE = pathlib.Path(__file__).with_name("browser_page.html")
EVIL = "rebinding.example"  # resolves to this machine, once the page has been loaded


class EvilPage:
    """A context manager: the web server of the page, and the browser that loads it."""

    def __enter__(self):
        self.outcomes = queue.Queue()
        outcomes = self.outcomes

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(PAGE.read_bytes() if self.path == "/" else b"")

            def do_POST(self):
                outcomes.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.answer(b"")

            def answer(self, body):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def try_all(self, urls, name="127.0.0.1"):
        """What became of each of `urls`, tried by the page loaded under the host name `name`."""
        page = f"http://{name}:{self.server.server_address[1]}/#" + urllib.parse.quote(json.dumps(urls))
        with tempfile.TemporaryDirectory(prefix="viz-browser-") as profile:
            browser = subprocess.Popen(
                [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 "--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}",
                 # The browser's own protection of local addresses is new; most browsers have none.
                 "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests",
                 f"--host-resolver-rules=MAP {EVIL} 127.0.0.1", page], env=dict(os.environ, HOME=profile),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                return self.outcomes.get(timeout=90)
            finally:
                browser.terminate()
                browser.wait(20)


class Wire:
    """A context manager in front of the host that keeps what goes over it: what the browser asked, what it got."""

    def __init__(self, port):
        self.target, self.requests, self.answers = port, [], []

    def __enter__(self):
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.close()

    def _serve(self):
        while True:
            try:
                browser, _ = self._server.accept()
            except OSError:
                return
            host = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self._pass_on, args=[browser, host, self.requests], daemon=True).start()
            threading.Thread(target=self._pass_on, args=[host, browser, self.answers], daemon=True).start()

    def _pass_on(self, source, target, kept):
        with source:
            try:
                while data := source.recv(65536):
                    kept.append(data.decode("latin-1"))
                    target.sendall(data)
                target.shutdown(socket.SHUT_WR)
            except OSError:
                pass


class Browser(SecurityCase):
    def setUp(self):
        # With a public name known, as behind every tunnel, names that merely resolve to this machine are refused too.
        self.waiting = self.host("--public-url", "https://tunnel.example")
        self.path = viz1.InviteKeys.of(self.waiting.invite).path
        self.page = self.enter(EvilPage())
        self.wire = self.enter(Wire(self.waiting.port))

    def urls(self, scheme, name):
        return [f"{scheme}://{name}:{self.wire.port}{path}" for path in (self.path, "/v1", "/", "/ws")]

    def assert_refused(self, urls, outcomes):
        self.assertEqual(set(outcomes), set(urls))
        self.assertNotIn("open", outcomes.values())
        self.assertEqual([answer for answer in self.wire.answers if " 101 " in answer], [])
        # Every one of them did reach the host; it was not the browser that refused.
        self.assertEqual(sum(request.startswith("GET ") for request in self.wire.requests), len(urls))
        self.assert_never_rang(self.waiting)

    def statuses(self):
        return sorted(answer.split()[1] for answer in self.wire.answers)

    def test_a_page_from_elsewhere(self):
        urls = self.urls("ws", "127.0.0.1") + self.urls("ws", "localhost")
        self.assert_refused(urls, self.page.try_all(urls))
        self.assertTrue(all("\r\nOrigin: http" in request for request in self.wire.requests))
        self.assertEqual(self.statuses(), ["403"] * 4 + ["404"] * 4, "the path first, then the Origin")

    def test_a_page_whose_name_is_rebound_to_this_machine(self):
        urls = self.urls("ws", EVIL) + self.urls("http", EVIL)
        self.assert_refused(urls, self.page.try_all(urls, EVIL))
        self.assertTrue(all(f"\r\nHost: {EVIL}" in request for request in self.wire.requests))
        self.assertEqual(self.statuses(), ["403"] * 4 + ["404"] * 4)

    def test_every_origin_is_one_too_many(self):
        """A sandboxed frame or a data: page sends `null`; the last two are names under which the host is known."""
        for origin in ("null", "", "https://tunnel.example", f"http://127.0.0.1:{self.waiting.port}"):
            with self.subTest(origin):
                self.assertEqual(self.status_with(f"Origin: {origin}\r\n"), "403")
        self.assertEqual(self.status_with(""), "101", "what a Viz sends passes")

    def status_with(self, header):
        with socket.create_connection(("127.0.0.1", self.waiting.port)) as connection:
            connection.sendall(upgrade_request(self.path, self.waiting.port, header))
            return read_head(connection).split()[1]


if __name__ == "__main__":
    main([] if CHROMIUM else ["chromium"])
