"""Waiting for conditions. The limits are generous: nothing waits for them unless something is broken."""
import socket
import time


def wait_until(condition, what, limit=30.0):
    """Polls until condition() is true and returns its value; raises with `what` if it never is."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise TimeoutError(f"did not happen within {limit:g} s: {what}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def accepts_connections(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
